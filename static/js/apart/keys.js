// Keys for who moderates all day, always with Alt, so that nobody decides by a slip of the
// hand: J and K go down and up the list, X ticks, O opens, and a deed has a letter
// of its own. On a list it is done with what is ticked, else with the row one is at.
const KEYS_OF_DEEDS = {
  KeyA: "approve",
  KeyS: "send_back",
  KeyT: "take_down",
  KeyR: "restore",
  KeyG: "uphold",
  KeyD: "dismiss",
};
const boxes = () => [...document.querySelectorAll("#result_list .action-select")];
const here = () => document.activeElement.closest("#result_list tr")?.querySelector(".action-select");

const KEYS_OF_ROWS = {
  KeyJ: () => goBy(1),
  KeyK: () => goBy(-1),
  KeyX: () => here()?.click(),
  KeyO: () => here()?.closest("tr").querySelector("th a")?.click(),
};

function goBy(step) {
  const all = boxes();
  const at = all.indexOf(here());
  const to = at < 0 ? 0 : Math.min(Math.max(at + step, 0), all.length - 1);
  all[to]?.focus();
}

function decide(deed) {
  const button = document.querySelector(`.deeds [name=action][value=${deed}]`);
  if (button) return button.click();
  const choice = document.querySelector("#changelist-form select[name=action]");
  if (!choice?.querySelector(`[value=${deed}]`)) return;
  if (!boxes().some((box) => box.checked)) here()?.click();
  if (!boxes().some((box) => box.checked)) return;
  choice.value = deed;
  document.querySelector("#changelist-form button[name=index]").click();
}

document.addEventListener("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const { code } = event;
  if (!KEYS_OF_ROWS[code] && !KEYS_OF_DEEDS[code]) return;
  event.preventDefault();
  if (KEYS_OF_ROWS[code]) KEYS_OF_ROWS[code]();
  else decide(KEYS_OF_DEEDS[code]);
});

const hint = document.querySelector("[data-keys]");
if (hint) hint.hidden = !document.querySelector("#result_list .action-select, .deeds");
