// Light or dark as the system says, unless somebody chose otherwise here. Loaded first, so that nothing flashes.
"use strict";
(() => {
  const root = document.documentElement;
  const chosen = localStorage.getItem("baton-theme");
  if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;

  const isDark = () => root.dataset.theme
    ? root.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("theme");
    if (!button) return;
    const say = () => { button.textContent = isDark() ? "Light" : "Dark"; };
    button.hidden = false;
    say();
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      localStorage.setItem("baton-theme", root.dataset.theme);
      say();
    });
  });
})();
