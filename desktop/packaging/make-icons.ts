import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Page, chromium as playwright } from 'playwright';
import { findChromium } from '../e2e/find-chromium.ts';
import { packIcns, packIco } from './pack-icons.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const BUBBLE =
  'M256 104c-90 0-160 60-160 138 0 44 22 83 58 108 4 3 6 8 5 13l-8 42c-2 10 9 17 18 12l50-29c4-2 8-3 12-2 8 1 17 2 25 2 90 0 160-60 160-146S346 104 256 104Z';
const CHECK = 'm184 246 52 52 96-104';

/** Makes every icon of the app, for all three systems, from the one drawing the web app uses. Run it by hand. */
async function makeIcons(): Promise<void> {
  const browser = await playwright.launch({ executablePath: await findChromium(), args: ['--no-sandbox'] });
  const page = await browser.newPage();
  const drawing = await readFile(here('../renderer/public/icon.svg'), 'utf8');
  await mkdir(here('./icons/linux'), { recursive: true });
  await mkdir(here('./tray'), { recursive: true });
  const render = async (svg: string, sizes: number[]): Promise<Map<number, Buffer>> => {
    const images = new Map<number, Buffer>();
    for (const size of sizes) images.set(size, await renderSvg(page, svg, size));
    return images;
  };

  const app = await render(drawing, [16, 24, 32, 48, 64, 128, 256, 512, 1024]);
  await writeFile(here('./icons/icon.icns'), packIcns(app));
  await writeFile(here('./icons/icon.ico'), packIco(pick(app, [16, 24, 32, 48, 64, 128, 256])));
  for (const [size, png] of pick(app, [16, 32, 48, 64, 128, 256, 512])) {
    await writeFile(here(`./icons/linux/${size}x${size}.png`), png);
  }

  const template = await render(trayGlyph('#000'), [16, 32, 48]);
  for (const [size, suffix] of [
    [16, ''],
    [32, '@2x'],
    [48, '@3x'],
  ] as const) {
    await writeFile(here(`./tray/trayTemplate${suffix}.png`), template.get(size) ?? Buffer.alloc(0));
  }
  const linux = await render(drawing, [24, 48]);
  await writeFile(here('./tray/tray.png'), linux.get(24) ?? Buffer.alloc(0));
  await writeFile(here('./tray/tray@2x.png'), linux.get(48) ?? Buffer.alloc(0));
  await writeFile(here('./tray/tray-for-light.ico'), packIco(await render(trayGlyph('#1b1b1f'), [16, 20, 24, 32, 48])));
  await writeFile(here('./tray/tray-for-dark.ico'), packIco(await render(trayGlyph('#fff'), [16, 20, 24, 32, 48])));
  for (const count of ['1', '2', '3', '4', '5', '6', '7', '8', '9', '9+']) {
    const badge = await render(countBadge(count), [16, 32]);
    const name = count === '9+' ? 'many' : count;
    await writeFile(here(`./tray/count-${name}.png`), badge.get(16) ?? Buffer.alloc(0));
    await writeFile(here(`./tray/count-${name}@2x.png`), badge.get(32) ?? Buffer.alloc(0));
  }
  await browser.close();
}

/** The bubble fills the little square of a tray; its tick is cut out, since a template has one colour. */
function trayGlyph(color: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="84 92 344 344">
    <mask id="m"><rect width="512" height="512" fill="#fff"/><path d="${CHECK}" fill="none" stroke="#000" stroke-width="44" stroke-linecap="round" stroke-linejoin="round"/></mask>
    <path d="${BUBBLE}" fill="${color}" mask="url(#m)"/></svg>`;
}

/** The little number Windows lays over the icon in the taskbar; the bubble's shape would be lost at this size. */
function countBadge(count: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
    <circle cx="16" cy="16" r="15.5" fill="#c8253a"/>
    <text x="16" y="23.5" text-anchor="middle" font-family="Segoe UI, Inter, DejaVu Sans, sans-serif" font-weight="700"
      font-size="${count.length > 1 ? 17 : 22}" fill="#fff">${count}</text></svg>`;
}

async function renderSvg(page: Page, svg: string, size: number): Promise<Buffer> {
  await page.setViewportSize({ width: size, height: size });
  const source = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
  await page.setContent(
    `<style>*{margin:0}img{display:block;width:${size}px;height:${size}px}</style><img src="${source}">`,
  );
  await page.locator('img').evaluate((image: HTMLImageElement) => image.decode());
  return page.screenshot({ omitBackground: true });
}

function pick(images: Map<number, Buffer>, sizes: number[]): Map<number, Buffer> {
  return new Map([...images].filter(([size]) => sizes.includes(size)));
}

await makeIcons();
