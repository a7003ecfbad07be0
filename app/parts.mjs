// The parts of the app that come later (src/shell/parts.rs), as the wasm-bindgen in .config/dev/path laid them aside: made
// small, named after their content, and known by that name to the JavaScript that fetches them.
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const LINK = '__wasm_split.js';

/**
 * Lays the parts into `stage` and gives `glue`, the JavaScript there that starts the app, the name it has from now on.
 * The two scripts import each other, so both are named after everything they lead to.
 * @param {{stage: string, folder: string, glue: string, wasm: string, options: string[] | null, hash: (content: any) => string}} what
 *   `options` are those of wasm-opt, `null` to leave the parts as they are.
 * @returns {{glue: string, link: string, parts: string[]}} names of files in `stage`
 */
export function layParts({ stage, folder, glue, wasm, options, hash }) {
  const main = glue.replace(/-[0-9a-f]+\.js$/, '.wasm');
  let link = readFileSync(join(folder, LINK), 'utf8');
  const parts = readdirSync(folder).filter((name) => name.endsWith('.wasm') && name !== main).sort().map((name) => {
    const path = join(folder, name);
    const small = `${path}.small`;
    if (options) execFileSync('wasm-opt', [...options, path, '-o', small], { stdio: 'inherit' });
    const content = readFileSync(options ? small : path);
    const named = `part-${name.replace(/^split_|\.wasm$/g, '').replaceAll('_', '-')}-${hash(content)}.wasm`;
    if (!link.includes(`"./${name}"`)) throw new Error(`nothing fetches the part ${name}`);
    link = link.replace(`"./${name}"`, `"./${named}"`);
    writeFileSync(join(stage, named), content);
    return named;
  });
  if (parts.length === 0) throw new Error(`there are no parts in ${folder}`);
  const starts = readFileSync(join(stage, glue), 'utf8');
  // Only where it is imported: in the list of imports the wasm knows it by its first name.
  const imported = `from "./${LINK}"`;
  if (!starts.includes(imported)) throw new Error(`${glue} does not know the parts`);
  const version = hash(starts + link + hash(readFileSync(join(stage, wasm))));
  const names = { glue: `yaninda-app-${version}.js`, link: `parts-${version}.js` };
  const starting = join(stage, names.glue);
  renameSync(join(stage, glue), starting);
  writeFileSync(starting, starts.replaceAll(imported, `from "./${names.link}"`));
  writeFileSync(join(stage, names.link), link.replace(`./${main.replace('.wasm', '.js')}`, `./${names.glue}`));
  rmSync(join(stage, LINK), { force: true });
  return { ...names, parts };
}
