"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const told = byId("told"), fresh = byId("fresh");
  const STAGES = { writing: "Writing the screenplay", references: "Painting references", cutting: "Cutting the film" };
  const STEPS = { writing: "Screenplay", references: "References", shooting: "Shooting", cutting: "Cut" };
  const LIMIT = 32 * 1024 * 1024;
  // What the server sent for each part of the page, before scripts touched it.
  const sent = new Map(parts(document).map((part) => [part.dataset.key, part.outerHTML]));
  let seen = null;

  function parts(root) { return [...root.querySelectorAll("[data-key]")]; }

  // A part is not replaced under somebody's hands: while a clip in it plays, or something is being filled in.
  const busy = (part) =>
    [...part.querySelectorAll("video")].some((video) => !video.paused) ||
    [...part.querySelectorAll("input")].some((input) => input.value !== "" || input === document.activeElement);

  const openDetails = (part) => new Set([...part.querySelectorAll("details[open]")].map(nameOf));
  const nameOf = (details) =>
    `${details.closest("[aria-label]")?.getAttribute("aria-label")}|${details.querySelector("summary").textContent}`;

  async function renew(force) {
    const page = new DOMParser().parseFromString(await (await fetch("")).text(), "text/html");
    let left = false;
    for (const part of parts(page)) {
      const key = part.dataset.key, html = part.outerHTML, old = parts(document).find((p) => p.dataset.key === key);
      if (!old) { location.reload(); return; }
      if (sent.get(key) === html) continue;
      if (!force && busy(old)) { left = true; continue; }
      const open = openDetails(old);
      old.replaceWith(part);
      for (const details of part.querySelectorAll("details")) details.open = open.has(nameOf(details));
      sent.set(key, html);
      window.rushes.dress(part);
      dress(part);
    }
    fresh.hidden = !left;
  }

  function paint(now) {
    const panel = byId("now");
    panel.hidden = !now;
    if (!now) return;
    const shooting = now.stage === "shooting", judged = shooting && now.total && now.done >= now.total;
    const kind = now.quality === "draft" ? " as a draft" : "";
    byId("now-what").textContent = shooting
      ? `Scene ${now.scene} of ${now.scenes}, take ${now.take}${kind}` : STAGES[now.stage] ?? now.stage;
    byId("now-how").textContent = !now.alive
      ? "The process that did this has ended. The same command goes on from here."
      : judged ? "The critics are watching" : now.total ? `${Math.floor(now.done)} of ${now.total} ${now.unit}` : "";
    const at = Object.keys(STEPS).indexOf(now.stage);
    byId("now-stages").replaceChildren(...Object.values(STEPS).map((step, i) => {
      const item = Object.assign(document.createElement("li"), { textContent: step });
      item.className = i < at ? "done" : i === at ? "working" : "";
      if (i === at) item.setAttribute("aria-current", "step");
      return item;
    }));
    byId("now-bar").value = now.total ? now.done / now.total : 0;
    const strip = byId("now-frames");
    if (strip.dataset.last !== `${now.frames.length}${now.frames.at(-1)}`) {
      strip.dataset.last = `${now.frames.length}${now.frames.at(-1)}`;
      strip.replaceChildren(...now.frames.map((address, i) => Object.assign(new Image(), { src: address, alt: `Frame ${i + 1} of the latest` })));
    }
  }

  function list(acts) {
    byId("acts").replaceChildren(...acts.map((act) => {
      const item = document.createElement("li");
      item.className = act.state;
      item.textContent = `${act.title}: ${act.state}${act.told ? `. ${act.told}` : ""}`;
      return item;
    }));
  }

  const follow = async () => {
    try {
      const state = await (await fetch("now")).json();
      paint(state.now);
      list(state.acts);
      if (seen === null) seen = state.stamp;
      if (state.stamp !== seen || !fresh.hidden) { await renew(false); seen = state.stamp; }
      if (told.dataset.lost) { told.textContent = ""; delete told.dataset.lost; }
    } catch {
      told.textContent = "The board was stopped. A film that is being shot goes on.";
      told.dataset.lost = "1";
    }
    setTimeout(follow, 700);
  };
  fresh.addEventListener("click", () => renew(true));

  async function send(form, address, body) {
    try {
      const answer = await fetch(address, { method: "POST", body });
      told.textContent = answer.ok ? await answer.text() : `The board refused this (${await answer.text()}).`;
      form.reset();
    } catch {
      told.textContent = "The board was stopped.";
    }
  }

  function dress(root) {
    for (const form of root.querySelectorAll("form[data-act]")) {
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        send(form, "act", new URLSearchParams({ ...form.dataset, ...Object.fromEntries(new FormData(form)) }));
      });
    }
    for (const form of root.querySelectorAll("form[data-subject]")) {
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        const [picture] = form.querySelector("input[type=file]").files;
        if (!picture) { told.textContent = "Choose a picture first."; return; }
        if (picture.size > LIMIT) { told.textContent = "This picture has more than 32 MB; make it smaller."; return; }
        send(form, `picture?${new URLSearchParams({ subject: form.dataset.subject })}`, picture);
      });
    }
  }
  dress(document);
  follow();
})();
