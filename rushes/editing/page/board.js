"use strict";
(() => {
  const told = document.getElementById("told");
  const fresh = document.getElementById("fresh");
  let seen = null;

  // The page follows the run, but never under somebody's hands: not while a clip plays or a note is written.
  const busy = () =>
    [...document.querySelectorAll("video")].some((video) => !video.paused) ||
    [...document.querySelectorAll("input")].some((input) => input.value !== "");

  const follow = async () => {
    try {
      const [stamp, news] = (await (await fetch("version")).text()).split("\n");
      if (news) told.textContent = news;
      if (seen === null) seen = stamp;
      if (stamp !== seen) {
        if (!busy()) location.reload();
        fresh.hidden = false;
      }
    } catch {
      told.textContent = "The board was stopped. A film that is being shot goes on.";
    }
    setTimeout(follow, 1500);
  };
  fresh.addEventListener("click", () => location.reload());

  for (const form of document.querySelectorAll("form[data-act]")) {
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const body = new URLSearchParams({ ...form.dataset, ...Object.fromEntries(new FormData(form)) });
      try {
        told.textContent = await (await fetch("act", { method: "POST", body })).text();
        form.reset();
      } catch {
        told.textContent = "The board was stopped.";
      }
    });
  }
  follow();
})();
