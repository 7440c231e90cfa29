// Makes choice, order and typed cards interactive. Without it every card still asks and answers.
// The page may live as long as a review session: nothing here may outlast its card but the one key listener.
// Two braces in a row would be a field to Anki, so they are kept apart throughout.
(() => {
  "use strict";
  const card = document.getElementById("quizgen");
  if (!card) return;
  const front = card.classList.contains("front");
  const kind = card.dataset.kind;
  const outcome = card.querySelector(".outcome");

  // What the front hands to the back. Some clients load a page a side, some forbid storage: whichever is left will do.
  const slot = `quizgen ${kind} ${card.dataset.note}`;
  const memory = (window.quizgenMemory = window.quizgenMemory || new Map());
  const write = (state) => {
    memory.set(slot, state);
    try {
      sessionStorage.setItem(slot, JSON.stringify(state));
    } catch {}
  };
  const read = () => {
    if (memory.has(slot)) return memory.get(slot);
    try {
      return JSON.parse(sessionStorage.getItem(slot));
    } catch {
      return null;
    }
  };

  const flip = () => {
    if (typeof pycmd === "function") pycmd("ans"); // the desktop program
    else if (typeof showAnswer === "function") showAnswer(); // AnkiDroid
  };

  // Letters that the desktop program leaves free in a review (it takes a b d e f i m o r s t u v y and 1 to 7 itself).
  const KEYS = "ghjklnpqw";
  const listen = (act) => {
    document.removeEventListener("keydown", window.quizgenKeys);
    window.quizgenKeys = (event) => {
      if (!card.isConnected) return;
      const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
      if (typing || event.ctrlKey || event.altKey || event.metaKey) return;
      const place = KEYS.indexOf(event.key.toLowerCase());
      if (place >= 0 && event.key.length === 1) act(place);
    };
    if (act) document.addEventListener("keydown", window.quizgenKeys);
  };
  listen(null);

  const tell = (right, words) => {
    outcome.textContent = words;
    outcome.classList.add(right ? "right" : "wrong");
    outcome.hidden = false;
  };

  // A remark stands behind an entry's words and before the reason that may follow them.
  const remark = (entry, words) => {
    const note = document.createElement("i");
    note.textContent = words;
    entry.insertBefore(note, entry.matches(".options li") ? entry.querySelector("small") : null);
    note.before(" ");
    return note;
  };

  const shuffle = (list) => {
    for (let last = list.length - 1; last > 0; last -= 1) {
      const other = Math.floor(Math.random() * (last + 1));
      [list[last], list[other]] = [list[other], list[last]];
    }
    return list;
  };

  // The list, its entries as the field stores them, and both in the order that the student sees.
  const list = card.querySelector(".options ol");
  const stored = list ? Array.from(list.children) : [];
  const arrange = (order) => order.forEach((index) => list.append(stored[index]));

  // Every entry's words become a button; a reason stays beside it.
  const press = (entry, place, act) => {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.key = (KEYS[place] || "").toUpperCase();
    button.setAttribute("aria-keyshortcuts", button.dataset.key);
    button.append(...Array.from(entry.childNodes).filter((node) => node.nodeName !== "SMALL"));
    button.addEventListener("click", () => act(place));
    entry.prepend(button);
    return button;
  };

  const askChoice = () => {
    const several = Number(card.dataset.several) || 1;
    const order = stored.map((_, index) => index);
    if (!card.dataset.locked) shuffle(order);
    arrange(order);
    const picked = new Set();
    const act = (place) => {
      const index = order[place];
      if (index === undefined) return;
      if (several === 1) picked.clear();
      if (!picked.delete(index)) picked.add(index);
      show();
      if (several === 1) flip();
    };
    const buttons = order.map((index, place) => press(stored[index], place, act));
    const show = () => {
      buttons.forEach((button, place) => button.setAttribute("aria-pressed", picked.has(order[place])));
      write({ order, picked: [...picked] });
    };
    if (several > 1) list.classList.add("several");
    list.classList.add("live");
    show();
    listen(act);
  };

  const answerChoice = () => {
    const state = read();
    if (!state || state.order.length !== stored.length) return;
    arrange(state.order);
    if (!state.picked.length) return;
    state.picked.forEach((index) => {
      stored[index].classList.add("picked");
      remark(stored[index], "your choice");
    });
    const right = stored.every((entry) => entry.matches(".key") === entry.matches(".picked"));
    tell(right, right ? "Right" : "Not right");
  };

  const askOrder = () => {
    const order = shuffle(stored.map((_, index) => index));
    arrange(order);
    const picked = [];
    const act = (place) => {
      const index = order[place];
      if (index === undefined) return;
      if (picked.includes(index)) picked.splice(picked.indexOf(index), 1);
      else if (picked.push(index) === stored.length - 1) {
        // The last one has only one place left.
        picked.push(order.find((other) => !picked.includes(other)));
      }
      show();
    };
    const buttons = order.map((index, place) => press(stored[index], place, act));
    const show = () => {
      buttons.forEach((button, place) => {
        const nth = picked.indexOf(order[place]) + 1;
        button.setAttribute("aria-pressed", nth > 0);
        button.dataset.nth = nth || "";
      });
      write({ picked: picked.map((index) => Number(stored[index].dataset.place)) });
    };
    list.classList.add("live");
    show();
    listen(act);
  };

  const answerOrder = () => {
    const steps = Array.from(card.querySelectorAll(".steps li"));
    const state = read();
    if (!state || state.picked.length !== steps.length) return;
    const right = steps.filter((step, place) => {
      const given = state.picked.indexOf(place + 1) + 1;
      const fits = given === place + 1;
      const nth = `${given}${["st", "nd", "rd"][given - 1] || "th"}`;
      remark(step, fits ? "✓" : `× you put it ${nth}`).className = fits ? "right" : "wrong";
      return fits;
    }).length;
    tell(right === steps.length, right === steps.length ? "Right" : `${right} of ${steps.length} in place`);
  };

  const askTyped = () => {
    const input = card.querySelector("input");
    if (!input) return;
    input.hidden = false;
    write({ typed: "" });
    input.addEventListener("input", () => write({ typed: input.value }));
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.stopPropagation();
      flip();
    });
    if (window.matchMedia("(pointer: fine)").matches) input.focus();
  };

  // Letter case, accents, punctuation and spacing do not count.
  const BARE = { đ: "d", ð: "d", ł: "l", ø: "o", æ: "ae", œ: "oe", ß: "ss", ı: "i", þ: "th" };
  const fold = (text) =>
    text
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replace(/[đðłøæœßıþ]/g, (letter) => BARE[letter])
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim();

  const answerTyped = () => {
    const state = read();
    if (!state || !state.typed.trim()) return;
    const accepted = Array.from(card.querySelectorAll(".answer, .accept li"), (each) => fold(each.textContent));
    const right = accepted.includes(fold(state.typed));
    tell(right, `${right ? "Right" : "Not right"}: you typed “${state.typed.trim()}”`);
  };

  const sides = { choice: [askChoice, answerChoice], order: [askOrder, answerOrder], short: [askTyped, answerTyped] };
  sides[kind][front ? 0 : 1]();
})();
