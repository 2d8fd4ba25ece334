// The line one types: what is offered while typing, keys, the line before, and a draft that survives leaving the page.
"use strict";
(() => {
  const words = document.getElementById("words");
  const form = document.getElementById("composer");
  const offer = document.getElementById("offer");
  const draft = `baton-draft ${location.pathname}`;
  const said = [];
  let back = 0;
  let dismissed = false;

  const options = () => [...offer.querySelectorAll("[role=option]")];
  const list = () => document.getElementById("suggestions");
  const active = () => options().find((option) => option.getAttribute("aria-selected") === "true");
  const isOpen = () => !list().hidden;

  const show = (open) => {
    list().hidden = !open;
    words.setAttribute("aria-expanded", String(open));
    if (!open) choose(null);
  };

  const choose = (chosen) => {
    for (const option of options()) option.setAttribute("aria-selected", String(option === chosen));
    if (chosen) {
      words.setAttribute("aria-activedescendant", chosen.id);
      chosen.scrollIntoView({ block: "nearest" });
    } else {
      words.removeAttribute("aria-activedescendant");
    }
  };

  const write = (line) => {
    words.value = line;
    words.setSelectionRange(line.length, line.length);
    sessionStorage.setItem(draft, line);
    dismissed = false;
    htmx.trigger(words, "baton-look");
  };

  const take = (option) => {
    write(option.dataset.line);
    words.focus();
  };

  const step = (by) => {
    const all = options();
    const next = all.indexOf(active()) + by;
    choose(next < 0 ? all[all.length - 1] : all[next % all.length]);
  };

  // Up in an empty line brings back what was said before, to mend and send again.
  const recall = (by) => {
    if (said.length === 0 || (words.value !== "" && words.value !== said[said.length - back])) return false;
    back = Math.min(Math.max(back + by, 0), said.length);
    write(back ? said[said.length - back] : "");
    return true;
  };

  const keys = {
    ArrowDown: () => (isOpen() ? (step(1), true) : recall(-1)),
    ArrowUp: () => (isOpen() ? (step(-1), true) : recall(1)),
    Escape: () => isOpen() && (dismissed = true, show(false), true),
    Tab: (event) => isOpen() && !event.shiftKey && (take(active() || options()[0]), true),
    Enter: (event) => {
      if (event.shiftKey) return false;
      if (isOpen() && active()) take(active());
      else form.requestSubmit();
      return true;
    },
  };

  words.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    if (keys[event.key]?.(event)) event.preventDefault();
  });

  words.addEventListener("input", () => {
    dismissed = false;
    back = 0;
    sessionStorage.setItem(draft, words.value);
  });

  // A press on an option must not take the focus from the line before the click is counted.
  offer.addEventListener("pointerdown", (event) => event.preventDefault());
  offer.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) take(option);
  });

  offer.addEventListener("htmx:afterSwap", () => {
    // An offer may come after its line was sent: an empty line is offered nothing.
    if (words.value === "") document.getElementById("offer-hint").textContent = "";
    const atEnd = words.value !== "" && words.selectionStart === words.value.length;
    show(options().length > 0 && atEnd && !dismissed && document.activeElement === words);
  });
  words.addEventListener("blur", () => show(false));

  form.addEventListener("htmx:beforeRequest", (event) => {
    if (event.target === form && words.value.trim() === "") event.preventDefault();
    if (event.target === form) form.dataset.sent = words.value;
  });

  // Only what was sent is taken away; what was typed meanwhile stays.
  document.addEventListener("baton-said", () => {
    const sent = form.dataset.sent ?? words.value;
    if (sent.trim()) said.push(sent.trim());
    back = 0;
    if (words.value === sent) words.value = "";
    sessionStorage.setItem(draft, words.value);
    show(false);
    document.getElementById("offer-hint").textContent = "";
  });

  words.value ||= sessionStorage.getItem(draft) ?? "";
  if (matchMedia("(hover: hover)").matches && !document.querySelector("dialog")) words.focus();
})();
