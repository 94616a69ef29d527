// What ipywidgets do not bring: keys, the clipboard, clicks inside HTML, accessible names.
// It finds the panel that it is in, and only speaks with the elements of that panel.

const SHOWN = 1500; // milliseconds that "Copied" stays
// The header of a fold, which ipywidgets make for the mouse only, and a fold that is open.
const FOLD = ".jupyter-widget-Collapse-header";
const UNFOLDED = ".jupyter-widget-Collapse-open";

const atEnd = (box) => box.scrollHeight - box.scrollTop - box.clientHeight < 8;

function attach(panel, model, say) {
  const send = (act, value) => model.send({ act, value: value ?? "" });

  // A text that is typed is synchronised with the change event.
  const changed = (field) => field.dispatchEvent(new Event("change", { bubbles: true }));

  // The text is taken here and now: what is typed after it is the next one.
  const run = (at) => {
    const field = at ? null : panel.querySelector(".llmnb-taken textarea");
    if (!field || panel.querySelector(".llmnb-takes")?.disabled) return send("run", at);
    const text = field.value;
    field.value = "";
    changed(field);
    model.send({ act: "run", value: "", text });
  };

  const copy = async (name) => {
    const text = panel.querySelector(`[data-llmnb-text="${CSS.escape(name)}"]`)?.textContent ?? "";
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // A page that is not served securely has no clipboard, but still this.
      const area = document.createElement("textarea");
      area.value = text;
      panel.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    say("Copied.");
  };

  const onClick = (event) => {
    if (event.target.closest(".llmnb-takes")) {
      event.stopPropagation(); // the button's own message would come without the text
      run();
      return;
    }
    const target = event.target.closest("[data-llmnb-copy], [data-llmnb-act]");
    if (!target || !panel.contains(target)) return;
    const { llmnbCopy, llmnbAct, llmnbValue } = target.dataset;
    if (llmnbCopy !== undefined) copy(llmnbCopy);
    else send(llmnbAct, llmnbValue);
  };

  const onKey = (event) => {
    if (event.isComposing) return; // it is for the list of an input method
    const presses = event.key === "Enter" || event.key === " ";
    if (presses && event.target.matches(`${FOLD}, span[data-llmnb-act], u[data-llmnb-act]`)) {
      event.preventDefault();
      event.target.click();
      return;
    }
    const runs = event.key === "Enter" && (event.ctrlKey || event.metaKey);
    if (!runs && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    changed(event.target);
    const at = event.target.closest("[class*=llmnb-at-]")?.className.match(/llmnb-at-(\S+)/)[1];
    if (runs) run(at);
    else send("stop", at);
  };

  // Keys that are pressed in here are not the notebook's, but the one that saves it is. JupyterLab
  // hears of a key in the document's capture phase, and looks for the mark first on the element
  // that has the focus, which a shortcut may be meant for, and then upwards.
  const keep = (event) => {
    if (!panel.contains(event.target)) return;
    const saves = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s";
    for (const element of [panel, event.target]) {
      element.toggleAttribute("data-lm-suppress-shortcuts", !saves);
    }
  };

  // What did not work is said where it can be seen.
  let told = null;
  const tell = () => {
    const problem = panel.querySelector("[role=alert]");
    if (problem && problem !== told) problem.scrollIntoView({ block: "nearest" });
    told = problem;
  };

  // What grows is followed to its end, as long as its end is in sight.
  const followed = new WeakMap();
  const follow = () => {
    for (const box of panel.querySelectorAll(".llmnb-follow")) {
      if (!followed.has(box)) {
        box.addEventListener("scroll", () => followed.set(box, atEnd(box)));
        followed.set(box, true);
      }
      if (followed.get(box)) box.scrollTop = box.scrollHeight;
    }
  };

  const name = () => {
    for (const [kind, label] of Object.entries(model.get("names"))) {
      const found = panel.querySelectorAll(
        `.${kind} :is(.noUi-handle, input, textarea, select):not([aria-label])`,
      );
      for (const element of found) element.setAttribute("aria-label", label);
    }
    for (const box of panel.querySelectorAll(".llmnb-scrolls > .widget-html-content")) {
      box.tabIndex = 0; // so that keys scroll it
      box.setAttribute("role", "region");
      box.setAttribute("aria-label", model.get("names")["llmnb-scrolls"]);
    }
    for (const handle of panel.querySelectorAll(".noUi-handle")) {
      handle.setAttribute("aria-orientation", "horizontal");
    }
    // An icon is a letter of a font, which is no name: what a button without a word does is its
    // title.
    for (const icon of panel.querySelectorAll("i.fa")) icon.setAttribute("aria-hidden", "true");
    for (const button of panel.querySelectorAll("button[title]")) {
      if (!button.textContent.trim()) button.setAttribute("aria-label", button.title);
    }
    for (const text of panel.querySelectorAll("pre")) {
      if (text.scrollHeight > text.clientHeight) text.tabIndex = 0; // or no key scrolls it
    }
    for (const header of panel.querySelectorAll(FOLD)) {
      header.tabIndex = 0;
      header.setAttribute("role", "button");
      header.setAttribute("aria-expanded", String(header.parentElement.matches(UNFOLDED)));
    }
  };

  // The control with the focus, and where it is. While it is disabled, or when it is painted
  // anew, the focus would go to the page: it is lent to the same control, to one beside it, or to
  // the panel, until the control can have it back.
  let held = null;
  let lent = null;
  const onFocus = ({ target }) => {
    if (target === lent) return;
    held = panel.contains(target) && target !== panel && { target, beside: target.parentElement };
    lent = null;
  };
  const letGo = () => (held = null); // whoever presses elsewhere wants the focus there
  const refocus = () => {
    const active = document.activeElement;
    if (!held || (active !== document.body && active !== lent)) return;
    const { target, beside } = held;
    const label = target.getAttribute("aria-label");
    const itself = target.isConnected && !target.disabled && target;
    if (!itself && active === lent && !lent.disabled && lent !== panel) return;
    const same = label && panel.querySelector(`[aria-label="${CSS.escape(label)}"]:enabled`);
    const near = beside.isConnected && beside.querySelector("button:enabled");
    lent = itself || same || near || panel;
    lent.focus({ preventScroll: true });
  };

  let due = 0;
  const observer = new MutationObserver(() => {
    cancelAnimationFrame(due);
    due = requestAnimationFrame(() => {
      name();
      follow();
      tell();
      refocus();
    });
  });

  panel.setAttribute("role", "region");
  panel.setAttribute("aria-label", model.get("label"));
  panel.tabIndex = -1; // it takes the focus when nothing in it can
  // In the capture phase: texts of ipywidgets keep their keys to themselves, and a click on a
  // button is theirs.
  panel.addEventListener("click", onClick, true);
  panel.addEventListener("keydown", onKey, true);
  observer.observe(panel, {
    childList: true,
    subtree: true,
    attributeFilter: ["class", "disabled", "title"],
  });
  window.addEventListener("keydown", keep, true);
  document.addEventListener("focusin", onFocus);
  document.addEventListener("pointerdown", letGo, true);
  model.on("change:names", name);
  name();
  follow();
  return () => {
    observer.disconnect();
    cancelAnimationFrame(due);
    model.off("change:names", name);
    window.removeEventListener("keydown", keep, true);
    document.removeEventListener("focusin", onFocus);
    document.removeEventListener("pointerdown", letGo, true);
    panel.removeEventListener("click", onClick, true);
    panel.removeEventListener("keydown", onKey, true);
  };
}

function render({ model, el }) {
  el.className += " llmnb-heard";
  el.setAttribute("role", "status");
  let detach = () => {};
  let timer = 0;
  const say = (text) => {
    el.textContent = text;
    clearTimeout(timer);
    timer = setTimeout(() => (el.textContent = ""), SHOWN);
  };
  const find = () => {
    const panel = el.closest(".llmnb-panel");
    if (panel) detach = attach(panel, model, say);
    else timer = setTimeout(find, 20); // it is not on the page yet
  };
  find();
  return () => {
    clearTimeout(timer);
    detach();
  };
}

export default { render };
