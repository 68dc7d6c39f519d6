const ICNS_TYPES: Record<number, string[]> = {
  16: ['icp4'],
  32: ['icp5', 'ic11'],
  64: ['icp6', 'ic12'],
  128: ['ic07'],
  256: ['ic08', 'ic13'],
  512: ['ic09', 'ic14'],
  1024: ['ic10'],
};

/**
 * Packs PNG images into a macOS icon: a list of four-letter types, lengths and data.
 *
 * @param images PNG by edge length in pixels
 */
export function packIcns(images: Map<number, Buffer>): Buffer {
  const entries = [...images].flatMap(([size, png]) =>
    (ICNS_TYPES[size] ?? []).map((type) => Buffer.concat([Buffer.from(type, 'ascii'), uint32(png.length + 8), png])),
  );
  const body = Buffer.concat(entries);
  return Buffer.concat([Buffer.from('icns', 'ascii'), uint32(body.length + 8), body]);
}

/**
 * Packs PNG images into a Windows icon, which has carried PNG since Vista.
 *
 * @param images PNG by edge length, at most 256
 */
export function packIco(images: Map<number, Buffer>): Buffer {
  const sorted = [...images].toSorted(([a], [b]) => a - b);
  const header = Buffer.alloc(6);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(sorted.length, 4);
  let offset = 6 + 16 * sorted.length;
  const directory = sorted.map(([size, png]) => {
    const entry = Buffer.alloc(16);
    // One byte for the edge: 256 is written as 0.
    entry.writeUInt8(size % 256, 0);
    entry.writeUInt8(size % 256, 1);
    entry.writeUInt16LE(1, 4);
    entry.writeUInt16LE(32, 6);
    entry.writeUInt32LE(png.length, 8);
    entry.writeUInt32LE(offset, 12);
    offset += png.length;
    return entry;
  });
  return Buffer.concat([header, ...directory, ...sorted.map(([, png]) => png)]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
