// Checks what a first visit downloads until it can sign in and shows Today, as brotli: all files together, and the
// WebAssembly alone. Of the files of texts a visit takes one, the largest counts. The other texts and the parts of the app
// that come later (app/src/shell/parts.rs) are fetched afterwards by the service worker.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const LIMIT_ALL = 350_000;
const LIMIT_WASM = 300_000;

const folder = process.argv[2];
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(br|gz)$/.test(entry.name))
    .map((entry) => {
        const content = readFileSync(join(entry.path, entry.name));
        const packed = brotliCompressSync(content, {
            params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
        });
        return { name: join(entry.path, entry.name).slice(folder.length + 1), raw: content.length, brotli: packed.length };
    })
    .sort((a, b) => b.brotli - a.brotli);
const texts = files.filter(({ name }) => name.startsWith("texts-"));
const parts = files.filter(({ name }) => /^part-.*\.wasm$/.test(name));
const later = [...texts.slice(1), ...parts];
const first = files.filter((file) => !later.includes(file));

const sum = (list) => list.reduce((total, file) => total + file.brotli, 0);
const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

for (const { name, raw, brotli } of files) console.log(`${kB(brotli).padStart(10)}  ${name}  (${kB(raw)} raw)`);

const wasm = first.filter(({ name }) => name.endsWith(".wasm"));
const failures = [];
if (parts.length === 0) failures.push(`no parts in ${folder}`);
if (wasm.length === 0) failures.push(`no .wasm file in ${folder}`);
if (sum(wasm) > LIMIT_WASM) failures.push(`wasm is ${kB(sum(wasm))}, more than ${kB(LIMIT_WASM)}`);
if (sum(first) > LIMIT_ALL) failures.push(`the first load is ${kB(sum(first))}, more than ${kB(LIMIT_ALL)}`);
console.log(`later: ${kB(sum(later))}, of it wasm ${kB(sum(parts))}`);
console.log(`brotli: ${kB(sum(first))} of ${kB(LIMIT_ALL)}, of it wasm ${kB(sum(wasm))} of ${kB(LIMIT_WASM)}`);
for (const failure of failures) console.error(failure);
process.exitCode = failures.length > 0 ? 1 : 0;
