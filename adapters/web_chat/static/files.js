// Files chosen in a form: named before they are sent, added to, taken away one by one; and how far the sending is.
"use strict";
(() => {
  const picked = new WeakMap(); // field -> its files; a browser lets those chosen before go when more are chosen
  const language = document.documentElement.lang;
  const said = (size) => size < 1e6
    ? `${Math.max(1, Math.round(size / 1e3))} kB`
    : `${(size / 1e6).toLocaleString(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 })} MB`;
  const same = (one, other) => one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;

  const put = (field, files) => {
    const held = new DataTransfer();
    for (const file of files) held.items.add(file);
    field.files = held.files;
    picked.set(field, files);
    const list = field.parentElement.querySelector(".chosen");
    list.replaceChildren(...files.map((file) => row(field, file)));
  };

  const row = (field, file) => {
    const item = document.createElement("li");
    const name = document.createElement("bdi");
    const size = document.createElement("span");
    const away = document.createElement("button");
    name.textContent = file.name;
    size.textContent = said(file.size);
    away.type = "button";
    away.className = "plain";
    away.textContent = "Remove";
    away.ariaLabel = `Remove ${file.name}`;
    away.addEventListener("click", () => {
      const files = picked.get(field);
      const at = files.indexOf(file);
      put(field, files.toSpliced(at, 1));
      (field.parentElement.querySelectorAll(".chosen button")[Math.min(at, files.length - 2)] ?? field).focus();
    });
    item.append(name, " ", size, " ", away);
    return item;
  };

  document.addEventListener("change", ({ target: field }) => {
    if (!field.matches(".baton-form input[type=file]")) return;
    const before = picked.get(field) ?? [];
    put(field, [...before, ...[...field.files].filter((file) => !before.some((one) => same(one, file)))]);
  });

  const bar = (event) => event.target.closest(".baton-form")?.querySelector(".sending");
  document.addEventListener("htmx:beforeRequest", (event) => {
    const sending = bar(event);
    if (sending) sending.hidden = !event.target.querySelector(".chosen li");
  });
  document.addEventListener("htmx:xhr:progress", (event) => {
    const { lengthComputable, loaded, total } = event.detail;
    const shown = bar(event)?.querySelector("progress");
    if (shown && lengthComputable) shown.value = loaded / total;
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const sending = bar(event);
    if (!sending) return;
    sending.hidden = true;
    sending.querySelector("progress").removeAttribute("value");
  });
})();
