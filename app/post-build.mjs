// Trunk's post_build hook: turns the staged build into what the server embeds. Node 20, no packages.
//
// 1. joins tokens, base and component styles into one hashed file, in which a class is one file's own (own-classes.mjs);
// 2. writes the texts of each language into a hashed file, in the order of the keys that build.rs compiled into the wasm;
// 3. lays the parts of the app that come later beside it (parts.mjs);
// 4. moves the loader out of index.html into a hashed boot file (the content security policy allows no inline script);
// 5. copies manifest, icons and the neutral exit page;
// 6. writes sw.js with the list of all files of this version, the wasm among them, or fails;
// 7. writes .br and .gz beside everything that compresses.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

import { ownClasses } from './own-classes.mjs';
import { layParts } from './parts.mjs';

const stage = process.env.TRUNK_STAGING_DIR;
const source = process.env.TRUNK_SOURCE_DIR ?? import.meta.dirname;
const folder = process.env.YANINDA_PARTS;
if (!stage || !folder) throw new Error('post-build.mjs is run by ./dev: TRUNK_STAGING_DIR and YANINDA_PARTS must be set');

// The addresses of the app (src/shell/routes.rs); the server has the same list.
const ROUTES = ['/', '/today', '/cases', '/log', '/calendar', '/book', '/settings', '/users', '/import', '/mail', '/reports', '/clocks', '/audit', '/referrals', '/workshops', '/identification', '/overview', '/approvals', '/exports', '/funds', '/milestone-types', '/signin', '/reset'];

const hash = (text) => createHash('sha256').update(text).digest('hex').slice(0, 16);
const read = (path) => readFileSync(path, 'utf8');
const files = (folder) => readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
  .sort();
const only = (list, what) => {
  if (list.length !== 1) throw new Error(`expected one ${what}, found ${list.length}: ${list}`);
  return list[0];
};

// 1. Styles.
const sheets = [join(source, 'styles/tokens.css'), join(source, 'styles/base.css'),
  ...files(join(source, 'src')).filter((path) => path.endsWith('.css'))];
ownClasses(sheets.map((path) => [relative(source, path), read(path)]));
const tokens = read(sheets[0]);
const dark = [...tokens.matchAll(/:root(?::not\(\[data-theme="light"\]\)|\[data-theme="dark"\]) \{([^}]*)\}/g)]
  .map((match) => [...match[1].matchAll(/--[\w-]+:[^;]+;/g)].map(([line]) => line.replace(/\s+/g, ' ')).join('\n'));
if (dark.length !== 2 || dark[0] !== dark[1]) throw new Error('tokens.css: the two dark lists differ');
const css = sheets.map(read).join('\n')
  .replace(/\/\*[\s\S]*?\*\//g, '').replace(/\s*\n\s*/g, '\n').replace(/\n+/g, '\n').trim();
const physical = css.match(new RegExp([
  /(?<![\w-])(margin|padding|border|scroll-margin|scroll-padding)-(left|right|top|bottom)/,
  /(?<![\w-])(left|right|top|bottom)\s*:/,
  /(text-align|float|clear|caption-side)\s*:\s*(left|right)/,
  /border-(top|bottom)-(left|right)-radius/,
  /translateX|translate3d|translate\([^,)]*,/,
].map(({ source }) => source).join('|')));
if (physical) throw new Error(`styles use a physical property: ${physical[0]}`);
const style = `app-${hash(css)}.css`;
writeFileSync(join(stage, style), css);

// 2. Texts.
const tables = Object.fromEntries(['en', 'tr', 'ar'].map((locale) => [locale, JSON.parse(read(join(source, `locales/${locale}.json`)))]));
const keys = [...new Set(Object.values(tables).flatMap(Object.keys))].sort();
const texts = Object.fromEntries(Object.entries(tables).map(([locale, table]) => {
  const text = keys.map((key) => table[key] ?? '').join('\u001f');
  const name = `texts-${locale}-${hash(text)}.txt`;
  writeFileSync(join(stage, name), text);
  return [locale, `/${name}`];
}));
const crash = Object.fromEntries(Object.entries(tables).map(([locale, table]) => [locale, [table['crash.text'], table['crash.reload']]]));

// 3. Parts. In a release they are made small as trunk makes the rest.
const made = only(readdirSync(stage).filter((name) => /^yaninda-app-[0-9a-f]+\.js$/.test(name)), 'JavaScript file');
const wasm = only(readdirSync(stage).filter((name) => /^yaninda-app-[0-9a-f]+_bg\.wasm$/.test(name)), 'wasm file');
const [, level, params] = /data-wasm-opt="(\w)" data-wasm-opt-params="([^"]*)"/.exec(read(join(source, 'index.html')));
const options = process.env.TRUNK_PROFILE === 'release' ? [`-O${level}`, ...params.split(' ')] : null;
const { glue, link, parts } = layParts({ stage, folder, glue: made, wasm, options, hash });

// 4. Loader.
const loader = read(join(source, 'boot.js')).replace('__GLUE__', `/${glue}`).replace('__WASM__', `/${wasm}`)
  .replace('__TEXTS__', JSON.stringify(texts)).replace('__CRASH__', JSON.stringify(crash));
const boot = `boot-${hash(loader)}.js`;
writeFileSync(join(stage, boot), loader);
const page = read(join(stage, 'index.html'))
  .replace(/<script type="module"[^>]*>[\s\S]*?<\/script>/g, '')
  .replace(/<link rel="(modulepreload|preload)"[^>]*>/g, '')
  .replace('<!-- styles -->', [
    `<link rel="stylesheet" href="/${style}">`,
    `<link rel="modulepreload" href="/${glue}">`,
    `<link rel="modulepreload" href="/${link}">`,
    `<link rel="preload" href="/${wasm}" as="fetch" type="application/wasm" crossorigin>`,
    `<script type="module" src="/${boot}"></script>`,
  ].join('\n'))
  .replace(/\n\s*\n/g, '\n');
if (/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/.test(page)) throw new Error('index.html has something inline');
writeFileSync(join(stage, 'index.html'), page);

// 5. Plain files.
cpSync(join(source, 'static'), stage, { recursive: true });

// 6. Service worker.
rmSync(join(stage, 'sw.js'), { force: true });
const all = files(stage).map((path) => `/${relative(stage, path)}`).filter((path) => !/\.(br|gz)$/.test(path));
for (const name of [wasm, ...parts]) if (!all.includes(`/${name}`)) throw new Error(`${name} is not in the manifest`);
const version = hash(all.map((path) => `${path} ${hash(readFileSync(join(stage, path)))}`).join('\n'));
writeFileSync(join(stage, 'sw.js'), read(join(source, 'sw.js'))
  .replace('__VERSION__', version)
  .replace('__FILES__', JSON.stringify(all, null, 1))
  .replace('__ROUTES__', JSON.stringify(ROUTES)));

// 7. Compressed twins.
const first = ['/index.html', `/${style}`, `/${boot}`, `/${glue}`, `/${link}`, `/${wasm}`, texts.tr];
let total = 0;
for (const path of [...all, '/sw.js']) {
  if (!['.html', '.css', '.js', '.wasm', '.svg', '.txt', '.webmanifest'].includes(extname(path))) continue;
  const content = readFileSync(join(stage, path));
  const brotli = brotliCompressSync(content, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
  });
  writeFileSync(join(stage, `${path}.br`), brotli);
  writeFileSync(join(stage, `${path}.gz`), gzipSync(content, { level: 9 }));
  if (first.includes(path)) {
    total += brotli.length;
    console.log(`${path}: ${(content.length / 1000).toFixed(1)} kB, brotli ${(brotli.length / 1000).toFixed(1)} kB`);
  }
}
console.log(`first load: ${(total / 1000).toFixed(1)} kB brotli`);
if (!existsSync(join(stage, 'manifest.webmanifest'))) throw new Error('manifest.webmanifest is missing');
