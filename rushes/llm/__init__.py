"""Talking to language models: one question, one text answer, every failure in words.

Two clients with one verb: `OpenAIChat` (any server with the OpenAI chat API) and `OllamaChat`. Both
retry what may pass (429 with ``Retry-After``, 5xx, timeouts, lost connections) with tenacity, account
for every call in a `Ledger` that stops before the budget is spent, and never let the key into a message.
"""

from rushes.llm.answers import find_json as find_json
from rushes.llm.conversation import Answer as Answer
from rushes.llm.conversation import Chat as Chat
from rushes.llm.conversation import Message as Message
from rushes.llm.conversation import Question as Question
from rushes.llm.ledger import Ledger as Ledger
from rushes.llm.ledger import Spent as Spent
from rushes.llm.ollama_chat import OllamaChat as OllamaChat
from rushes.llm.openai_chat import OpenAIChat as OpenAIChat
