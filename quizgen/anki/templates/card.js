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

  // A key that works a button, or goes on to the next, must not turn the card too where the client listens on the page.
  // (The desktop program takes Space before any page sees it.)
  card.addEventListener("keydown", (event) => {
    if (/^( |Enter|Tab)$/.test(event.key) && event.target.closest("button, summary")) event.stopPropagation();
  });

  // The words of the card's language, or of its base language, or those that serve for all others.
  const WORDS = { /* words */ };
  const base = card.lang.split("-")[0];
  const words = WORDS[card.lang] || WORDS[base] || WORDS["/* fallback */"];
  const filled = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  const tell = (right, outcomeWords) => {
    outcome.textContent = outcomeWords;
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

  // Why an option is wrong is told at a tap, and at once of the one that was chosen.
  const fold = (entry) => {
    const reason = entry.querySelector("small");
    if (!reason) return;
    const details = document.createElement("details");
    const option = document.createElement("summary");
    option.append(...Array.from(entry.childNodes).filter((node) => node !== reason));
    details.append(option, reason);
    details.open = entry.matches(".picked");
    entry.append(details);
  };

  const showChoice = () => {
    const state = read();
    if (!state || state.order.length !== stored.length) return;
    arrange(state.order);
    if (!state.picked.length) return;
    state.picked.forEach((index) => {
      stored[index].classList.add("picked");
      remark(stored[index], words.chosen);
    });
    const right = stored.every((entry) => entry.matches(".key") === entry.matches(".picked"));
    tell(right, right ? words.right : words.wrong);
  };

  const answerChoice = () => {
    showChoice();
    stored.forEach(fold);
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
      remark(step, fits ? "✓" : `× ${filled(words.placed, { place: given })}`).className = fits ? "right" : "wrong";
      return fits;
    }).length;
    const all = right === steps.length;
    tell(all, all ? words.right : filled(words.in_place, { count: right, all: steps.length }));
  };

  const askTyped = () => {
    const input = card.querySelector("input");
    if (!input) return;
    input.placeholder = words.typed;
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

  // What is typed against the answers that count: quizgen/text/typed.py and typed_numbers.py say what counts and why,
  // and do the same step by step. No lookbehind: to some clients it would break the whole script.
  const ARTICLES = {/* articles */};
  const DECIMAL_COMMA = "/* decimal comma */";
  const articles = (ARTICLES[card.lang] || ARTICLES[base] || "").split(" ").filter(Boolean);
  const comma = DECIMAL_COMMA.split(" ").includes(base);

  const SPECIAL = "‘’‚‛´`ʹʻʼʽʾʿ′“”„‟″º˚×÷∕⁄♯♭〜٪٬٫،";
  const KEYED = `${"'".repeat(13)}${'"'.repeat(5)}°°x///#b~%'.,`;
  const digit = (figure) => {
    // Figures of a script stand in a row, from nought: how many come before this one?
    let value = 0;
    while (/\p{Nd}/u.test(String.fromCodePoint(figure.codePointAt(0) - value - 1))) value += 1;
    return value % 10;
  };
  const keyed = (text) =>
    Array.from(text.replace(/™/g, ""), (sign) => KEYED[SPECIAL.indexOf(sign)] || sign).join("");
  const plain = (text) =>
    keyed(keyed(text).replace(/[¼-¾⅐-⅟↉]/g, " $&").replace(/[⁺⁻]?[⁰¹²³⁴-⁹]+/g, "^$&").normalize("NFKC"))
      .replace(/\p{Cf}|[\u034f\u180b-\u180d\u180f\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu, "")
      .replace(/\p{Nd}/gu, digit)
      .replace(/[\p{Pd}−]/gu, "-")
      .replace(/[\p{Z}\p{C}]+/gu, " ");

  const POINTS = "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u0652\u0670\u06d6-\u06dc";
  const ACCENTS = base === "vi" ? "" : "\u0300-\u0337\u0339-\u036f\u1ab0-\u1aff\u1dc0-\u1dff";
  const MARKS = new RegExp(`[${POINTS}${ACCENTS}]`, "g");
  const UMLAUTS = { ä: "ae", ö: "oe", ü: "ue" };
  const LATIN = { ß: "ss", æ: "ae", œ: "oe", þ: "th", ð: "d", ħ: "h", ł: "l", ø: "o", ŧ: "t", ŋ: "n", ı: "i" };
  const BARE = { ...LATIN, đ: base === "vi" ? "đ" : "d", ς: "σ" };
  const isOwn = (letter) => /[\u0400-\u044f\u0452-\u045c\u045e-\u052f]/.test(letter);
  const bare = (text) => {
    const letters = Array.from(text, (letter) => (isOwn(letter) ? letter : letter.normalize("NFD").replace(MARKS, "")));
    return Array.from(letters.join("").normalize("NFC"), (letter) => BARE[letter] || letter).join("");
  };
  const reduced = (text) =>
    text
      .replace(/[\p{Ps}:;]/gu, "(")
      .replace(/[©®]|[^\p{L}\p{M}\p{N}\p{Sm}\p{Sc}\p{So}^#%‰&@*/\\.,'_(-]+/gu, " ")
      .replace(/ +/g, " ")
      .trim();

  const CURRENCIES = "$£¥€₩₹₽₺";
  const OPERATORS = "=<>≤≥+*/^~≈±";
  const FIGURE_AHEAD = `(?=[${CURRENCIES}]?[.,]?[0-9])`;
  const withMinus = (text) =>
    text
      .replace(new RegExp(`(^[ .,'_(]*|[(,${OPERATORS}]) ?- ?${FIGURE_AHEAD}`, "g"), "$1➖")
      .replace(new RegExp(`([^-0-9 .,'_(%‰°${CURRENCIES}]\\.?) -${FIGURE_AHEAD}`, "gu"), "$1 ➖")
      .replace(/([0-9])-(?=[ .,'_(]*$)/, "$1➖");

  const [POINT, GROUP] = comma ? [".,", "."] : [".", ","];
  const GROUPED = new RegExp(
    `^([1-9][0-9]{0,2}(?:([${GROUP}'_ ])(?:[0-9]{2,3}\\2)*|([.,])(?:[0-9]{3}\\3)+)[0-9]{3})(?:[${POINT}]([0-9]+))?$`,
  );
  const figure = (run) => {
    const [whole, digits, , , decimals] = GROUPED.exec(run) || [];
    if (whole) return digits.replace(/[^0-9]/g, "") + (decimals ? `·${decimals}` : "");
    if (run.includes(" ")) return run.split(" ").map(figure).join(" ");
    return run.replace(new RegExp(`^([0-9]+)[${POINT}]([0-9]+)$`), "$1·$2");
  };
  const LONE_POINT = new RegExp(`(^|[- (${OPERATORS}${CURRENCIES}➖])([${POINT}])(?=[0-9])`, "g");
  const isFigure = (sign) => /^[0-9]$/.test(sign);
  const parting = (gap, at, all) => (isFigure(all.charAt(at - 1)) && isFigure(all.charAt(at + gap.length)) ? "-" : "");
  const joined = (text) =>
    text
      .replace(LONE_POINT, (_, before, mark) => `${before}0${mark}`)
      .replace(/[0-9]+(?:[.,'_ ][0-9]+)*/g, figure)
      .replace(/[- .,'_(]+/g, parting)
      .normalize("NFC") // marks may have come to stand behind other letters
      .replace(/(^|[\p{L}\p{Nl}\p{No}])\^(?=[0-9])/gu, "$1")
      .replace(/·/g, POINT.slice(-1));

  const saysSomething = (text) => /[\p{L}\p{N}]/u.test(text);
  const ARTICLE = new RegExp(
    `^[- .,'_(]*(?:${articles.map((word) => (word.length === 1 ? `${word}(?! [0-9])` : word)).join("|") || "(?!)"}) `,
  );
  const withAndWithoutArticle = (text, umlauts) => {
    const seen = plain(text);
    const spelt = seen.toLowerCase().replace(/[äöü]/g, (letter) => umlauts[letter] || letter);
    const words = withMinus(reduced(bare(spelt)));
    const [all, rest] = [joined(words), joined(words.replace(ARTICLE, ""))];
    const whole = saysSomething(all) ? all : seen.replace(/ /g, "").normalize("NFC");
    return [whole, saysSomething(rest) ? rest : whole];
  };
  const spellings = (text) =>
    (base === "de" ? [{}, UMLAUTS] : [{}]).flatMap((umlauts) => withAndWithoutArticle(text, umlauts));

  const answerTyped = () => {
    const state = read();
    if (!state || !state.typed.trim()) return;
    const typed = spellings(state.typed);
    const accepted = Array.from(card.querySelectorAll(".answer, .accept li"), (entry) => spellings(entry.textContent));
    const right = accepted.some((answer) => answer.some((spelling, way) => spelling === typed[way]));
    tell(right, `${right ? words.right : words.wrong}: ${filled(words.given, { typed: state.typed.trim() })}`);
  };

  const sides = { choice: [askChoice, answerChoice], order: [askOrder, answerOrder], short: [askTyped, answerTyped] };
  sides[kind][front ? 0 : 1]();
})();
