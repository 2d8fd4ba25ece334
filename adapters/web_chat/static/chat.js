// Dialogs, scrolling, marks of rooms with news, and the state of the live connection.
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const { person, room } = document.body.dataset;
  const scroll = byId("scroll");
  const below = byId("below");

  // Each press is a request of its own; the server makes an id where the browser cannot. Which button it was, the
  // event knows: htmx would look when the request leaves, which is after those before it, and by then the card may be
  // drawn anew; and a button just drawn it does not watch yet.
  document.addEventListener("htmx:configRequest", (event) => {
    const { elt, parameters, triggeringEvent } = event.detail;
    const button = triggeringEvent?.submitter;
    if (button?.name) parameters[button.name] = button.value;
    if (elt.matches(".pressed")) parameters._id = crypto.randomUUID?.() ?? "";
  });

  // The same button pressed again before its answer is one press, and so is a key that is held down.
  const waiting = new Set();
  document.addEventListener("submit", (event) => {
    const value = event.submitter?.value;
    if (!event.target.matches(".pressed")) return;
    if (waiting.has(value)) {
      event.preventDefault();
      event.stopPropagation();
    } else {
      waiting.add(value);
    }
  }, true);
  // A button that rests while its request is under way loses the focus, and has it back then.
  document.addEventListener("htmx:afterRequest", (event) => {
    const button = event.detail.requestConfig.triggeringEvent?.submitter;
    waiting.delete(button?.value);
    if (button?.closest(".clock") && document.activeElement === document.body) button.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.repeat && event.key === "Enter" && event.target.closest("#messages button")) event.preventDefault();
  });

  // Nor is a press lost when the card is drawn anew between press and release.
  let down = null;
  const press = (event) => { down = event.target.closest("#messages button"); };
  const release = (event) => {
    const under = event.target.closest?.("button");
    if (down && !down.isConnected && under?.value === down.value) under.click();
    down = null;
  };
  document.addEventListener("pointerdown", press);
  document.addEventListener("pointerup", release);
  document.addEventListener("pointercancel", () => { down = null; });
  document.addEventListener("keydown", (event) => { if (event.key === " " && !event.repeat) press(event); });
  document.addEventListener("keyup", (event) => { if (event.key === " ") release(event); });

  // Forms

  const dialog = () => byId("dialog");
  const fields = (form) => form.querySelectorAll("input:not([type=hidden]), textarea, select");
  const given = (field) => field.options
    ? (field.querySelector("[selected]") ?? field.options[0])?.value ?? ""
    : field.defaultValue;
  const isTyped = (form) => [...fields(form)].some((field) => field.value !== given(field));

  const open = () => {
    const shown = dialog();
    if (!shown || shown.matches(":modal, .aside")) return;
    shown.open = false;
    shown.addEventListener("close", put);
    shown.showModal();
    byId("resume").hidden = true;
    (shown.querySelector("[aria-invalid=true]") ?? fields(shown.querySelector("form"))[0])?.focus();
  };

  // A form that was closed with something typed in it can be taken up again.
  const put = (event) => {
    const form = event.target.querySelector("form");
    const typed = isTyped(form);
    byId("resume").hidden = !typed;
    event.target.classList.add("aside");
    if (typed) byId("resume").textContent = `Continue “${byId("dialog-title").textContent}”`;
    else event.target.remove();
    caret();
  };

  // The line has the focus again when a form is gone, but not always the caret, and what is typed then gets lost.
  const caret = () => {
    const { activeElement } = document;
    if (activeElement.id !== "words") return;
    activeElement.setSelectionRange(activeElement.selectionStart, activeElement.selectionEnd);
  };

  const mark = () => {
    const shown = dialog();
    if (!shown) return;
    for (const field of fields(shown)) {
      const wrong = byId(`${field.id}-error`)?.textContent.trim();
      if (wrong) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
    }
    shown.querySelector("[aria-invalid=true]")?.focus();
  };

  byId("resume").addEventListener("click", () => {
    dialog()?.classList.remove("aside");
    open();
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-close]")) dialog()?.close();
  });

  // Closing before it is replaced gives the focus back to where it came from.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const shown = dialog();
    if (event.detail.target.id !== "answer" || !event.detail.shouldSwap) return;
    if (event.detail.xhr.getResponseHeader("HX-Reswap") === "none" || !shown) return;
    shown.removeEventListener("close", put);
    shown.close();
    caret(); // at once: a key may come before the answer is settled
    byId("resume").hidden = true;
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target?.id !== "answer") return;
    if (event.detail.requestConfig?.elt?.matches?.(".baton-form")) mark();
    caret();
    open();
  });

  // Scrolling: stay at the end unless the reader has gone up.

  const distance = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight;
  const toEnd = () => { scroll.scrollTop = scroll.scrollHeight; below.hidden = true; };
  let atEnd = true;
  scroll.addEventListener("scroll", () => {
    atEnd = distance() < 80;
    if (atEnd) below.hidden = true;
  }, { passive: true });
  below.addEventListener("click", toEnd);
  new ResizeObserver(() => { if (atEnd) toEnd(); }).observe(byId("scroll"));
  document.addEventListener("baton-said", () => { atEnd = true; toEnd(); });

  // Earlier messages come in above; what is being read stays where it is.
  let fromEnd = null;
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.target.closest(".earlier")) fromEnd = scroll.scrollHeight - scroll.scrollTop;
  });

  const grown = () => {
    if (fromEnd !== null) {
      scroll.scrollTop = scroll.scrollHeight - fromEnd;
      fromEnd = null;
    } else if (atEnd) {
      toEnd();
    }
  };

  // A card that is drawn anew, or moves to the end, takes its buttons away; whoever works by keys stays at the same
  // one, or at the card.
  let heldBy = "";
  let label = "";
  document.addEventListener("focusin", (event) => {
    if (event.target.closest("dialog")) return; // it goes back to where its form was opened
    heldBy = event.target.closest("#messages .body")?.querySelector("[data-key]").dataset.key ?? "";
    label = event.target.closest("button")?.textContent ?? "";
  });
  document.addEventListener("pointerdown", (event) => { if (!event.target.closest("button")) heldBy = ""; });
  const hold = () => {
    const card = heldBy && document.activeElement === document.body
      && document.querySelector(`#messages [data-key="${CSS.escape(heldBy)}"]`)?.closest(".body");
    if (!card) return;
    const same = [...card.querySelectorAll("button")].find((button) => button.textContent === label);
    if (same) { same.focus({ preventScroll: true }); return; }
    card.tabIndex = -1;
    card.focus({ preventScroll: true });
  };

  // News

  const marks = () => {
    for (const shown of document.querySelectorAll(".news")) {
      const slug = shown.id.replace("news-", "");
      const key = `baton-seen ${person} ${slug}`;
      const newest = Number(shown.dataset.newest);
      if (slug === room) localStorage.setItem(key, String(newest));
      shown.textContent = slug !== room && newest > Number(localStorage.getItem(key) ?? 0) ? "new" : "";
    }
  };

  document.addEventListener("htmx:oobAfterSwap", (event) => {
    const target = event.detail.target;
    const isSaid = target?.id === "messages" || target?.classList?.contains("replies");
    if (isSaid && !atEnd) below.hidden = false;
    marks();
    grown();
    hold();
  });
  document.addEventListener("htmx:afterSettle", () => { grown(); hold(); });

  // The live connection; without it each thing done is followed by a look at the whole.

  let live = false;
  const offline = byId("offline");
  document.addEventListener("htmx:sseOpen", () => { live = true; offline.hidden = true; });
  document.addEventListener("htmx:sseError", () => { live = false; offline.hidden = false; });
  document.addEventListener("htmx:afterRequest", (event) => {
    const { successful, requestConfig } = event.detail;
    if (live || !successful || requestConfig.verb !== "post") return;
    htmx.ajax("GET", location.href, { target: "#log", select: "#log", swap: "outerHTML" });
  });
  document.addEventListener("htmx:sendError", () => {
    byId("alert").textContent = "Baton cannot be reached, so nothing was done. What you typed is still here; try again in a moment.";
  });

  addEventListener("pagehide", () => { offline.hidden = true; });

  marks();
  toEnd();
  const sought = location.hash.startsWith("#e-") && byId(location.hash.slice(1));
  if (sought) {
    atEnd = false;
    sought.scrollIntoView();
    sought.tabIndex = -1;
    sought.focus({ preventScroll: true });
  }
  open();
})();
