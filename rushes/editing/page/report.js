"use strict";
(() => {
  // A take plays while it is pointed at, and on a click, Enter or Space until the next. A viewer who
  // asked for less motion only gets the latter; without this script the browser's controls do it.
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const dressTake = (video) => {
    let held = false;
    const play = () => video.play().catch(() => {}); // leaving before it has begun is no fault
    const stop = () => { video.pause(); video.currentTime = 0; };
    const toggle = () => { held = !held; held ? play() : video.pause(); };
    video.controls = false;
    video.tabIndex = 0;
    video.addEventListener("pointerenter", (event) => { if (event.pointerType === "mouse" && !calm.matches) play(); });
    video.addEventListener("pointerleave", () => { if (!held && !video.paused) stop(); });
    video.addEventListener("click", toggle);
    video.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      toggle();
    });
  };
  const dress = (root) => {
    root.querySelectorAll(".take-video").forEach(dressTake);
    for (const button of root.querySelectorAll("[data-seek]")) {
      button.addEventListener("click", () => {
        const film = document.getElementById("film");
        film.currentTime = Number(button.dataset.seek);
        film.play().catch(() => {});
      });
    }
  };
  dress(document);
  window.rushes = { dress };

  const theme = document.getElementById("theme");
  theme.hidden = false;
  theme.addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });

  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
})();
