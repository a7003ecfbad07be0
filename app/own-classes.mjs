// All styles become one file, so a class means one thing in the whole app. The file that styles a class by itself owns it;
// others may style it only inside, or together with, a class of their own. What stands in @media adapts and is not looked at.

/** The selectors of a style sheet outside of @-rules. */
function* selectors(css) {
  let depth = 0;
  let from = 0;
  let within = 0;
  for (let at = 0; at < css.length; at += 1) {
    if (css[at] === '{') {
      const head = css.slice(from, at).trim();
      if (head.startsWith('@')) within = within || depth + 1;
      else if (!within) yield* head.split(/,(?![^(]*\))/).map((one) => one.trim());
      depth += 1;
      from = at + 1;
    } else if (css[at] === '}') {
      if (within === depth) within = 0;
      depth -= 1;
      from = at + 1;
    } else if (css[at] === ';') from = at + 1;
  }
}

const classes = (selector) => [...selector.matchAll(/\.([a-z][\w-]*)/g)].map(([, name]) => name);
/** The class, if the selector is it alone, in whatever state. */
const alone = (selector) => /^\.([a-z][\w-]*)(?:\[[^\]]*\]|::?[\w-]+(?:\([^)]*\))?)*$/.exec(selector)?.[1];

/** Throws if two of these files mean the same class. `sheets`: [path, text] each. */
export function ownClasses(sheets) {
  const rules = sheets.flatMap(([path, css]) => [...selectors(css.replace(/\/\*[\s\S]*?\*\//g, ''))].map((selector) => [path, selector]));
  const owners = new Map();
  for (const [path, selector] of rules) {
    const name = alone(selector);
    if (!name) continue;
    const owner = owners.get(name) ?? path;
    if (owner !== path) throw new Error(`styles: .${name} is styled by ${owner} and by ${path}`);
    owners.set(name, owner);
  }
  for (const [path, selector] of rules) {
    const names = classes(selector);
    if (names.length && names.every((name) => owners.has(name) && owners.get(name) !== path)) {
      throw new Error(`styles: ${path} styles ${selector}, which is of ${owners.get(names[0])}`);
    }
  }
}
