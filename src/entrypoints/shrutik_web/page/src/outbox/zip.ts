/** A ZIP file of files as they are: audio is compressed already, and so nothing has to be held whole in memory. */

export type ZipEntry = { name: string; content: Blob };

const STEP_BYTES = 4_194_304;
const UTF8_NAMES = 0x0800;
const VERSION = 20;
/** Without ZIP64 neither a file nor the whole may have more. */
const MOST_BYTES = 0xffff_ffff;

/** The entries as one ZIP. Throws a `RangeError` from 4 GiB on. */
export async function zipOf(entries: readonly ZipEntry[], at: Date): Promise<Blob> {
  const parts: BlobPart[] = [];
  const directory: BlobPart[] = [];
  let offset = 0;
  let directoryBytes = 0;
  for (const { name, content } of entries) {
    const named = new TextEncoder().encode(name);
    const common = commonHeader(await crc32(content), content.size, named.length, at);
    const local = bytes([u32(0x0403_4b50), u16(VERSION), common, u16(0)]);
    parts.push(local, named, content);
    const central = bytes([u32(0x0201_4b50), u16(VERSION), u16(VERSION), common, u16(0), u16(0), u16(0), u16(0), u32(0), u32(offset)]);
    directory.push(central, named);
    offset += local.length + named.length + content.size;
    directoryBytes += central.length + named.length;
    if (offset + directoryBytes > MOST_BYTES) throw new RangeError("A ZIP file of this kind holds at most 4 GiB.");
  }
  const count = u16(entries.length);
  const end = bytes([u32(0x0605_4b50), u16(0), u16(0), count, count, u32(directoryBytes), u32(offset), u16(0)]);
  return new Blob([...parts, ...directory, end], { type: "application/zip" });
}

/** What the header before a file and its entry in the directory share: flags, method, time, checksum, sizes, length of the name. */
function commonHeader(crc: number, size: number, nameLength: number, at: Date): Uint8Array<ArrayBuffer> {
  const time = (at.getHours() << 11) | (at.getMinutes() << 5) | (at.getSeconds() >> 1);
  const day = ((at.getFullYear() - 1980) << 9) | ((at.getMonth() + 1) << 5) | at.getDate();
  return bytes([u16(UTF8_NAMES), u16(0), u16(time), u16(day), u32(crc), u32(size), u32(size), u16(nameLength)]);
}

const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb8_8320 ^ (value >>> 1) : value >>> 1;
  return value;
});

async function crc32(content: Blob): Promise<number> {
  let crc = 0xffff_ffff;
  for (let start = 0; start < content.size; start += STEP_BYTES) {
    const block = new Uint8Array(await content.slice(start, start + STEP_BYTES).arrayBuffer());
    for (const byte of block) crc = (TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  }
  return (crc ^ 0xffff_ffff) >>> 0;
}

function u16(value: number): Uint8Array {
  return Uint8Array.of(value & 0xff, (value >>> 8) & 0xff);
}

function u32(value: number): Uint8Array {
  return Uint8Array.of(value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, (value >>> 24) & 0xff);
}

function bytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}
