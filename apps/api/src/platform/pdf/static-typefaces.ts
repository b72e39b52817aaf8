import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { setImmediate } from 'node:timers/promises';
import { readTypeface } from '../typefaces/read-typeface.js';

/** What of the subsetter of HarfBuzz is used: pointers are offsets in its memory. */
interface Subsetter {
  readonly memory: WebAssembly.Memory;
  _initialize(): void;
  malloc(bytes: number): number;
  free(pointer: number): void;
  hb_blob_create(data: number, length: number, mode: number, userData: number, destroy: number): number;
  hb_blob_destroy(blob: number): void;
  hb_blob_get_length(blob: number): number;
  hb_blob_get_data(blob: number, length: number): number;
  hb_face_create(blob: number, index: number): number;
  hb_face_destroy(face: number): void;
  hb_face_reference_blob(face: number): number;
  hb_set_clear(set: number): void;
  hb_set_invert(set: number): void;
  hb_subset_input_create_or_fail(): number;
  hb_subset_input_destroy(input: number): void;
  hb_subset_input_unicode_set(input: number): number;
  hb_subset_input_pin_axis_location(input: number, face: number, axis: number, value: number): number;
  hb_subset_or_fail(face: number, input: number): number;
}

/** The axis of weight, as its four letters. */
const WEIGHT = 0x77676874;
/** HarfBuzz may write into the memory that it is given. */
const WRITABLE = 2;

/**
 * Typefaces of one weight out of the variable ones that come with Mortise, as a PDF embeds them. What was made once is
 * kept: all of them together take some 40 MB.
 */
export class StaticTypefaces {
  private readonly made = new Map<string, Promise<Buffer>>();
  private subsetter: Promise<Subsetter> | undefined;

  /** @param file WOFF2 of a variable typeface @returns TrueType with all its characters */
  of(file: string, weight: number): Promise<Buffer> {
    const key = `${weight} ${file}`;
    const known = this.made.get(key) ?? this.make(file, weight);
    this.made.set(key, known);
    // What could not be opened once may be there the next time.
    known.catch(() => this.made.delete(key));
    return known;
  }

  private async make(file: string, weight: number): Promise<Buffer> {
    this.subsetter ??= openSubsetter();
    const harfbuzz = await this.subsetter;
    const variable = await readTypeface(file);
    // Others have their turn between two typefaces.
    await setImmediate();
    return pinned(harfbuzz, variable, weight);
  }
}

async function openSubsetter(): Promise<Subsetter> {
  const path = createRequire(import.meta.url).resolve('harfbuzzjs/dist/harfbuzz-subset.wasm');
  const { instance } = await WebAssembly.instantiate(await readFile(path));
  const subsetter = instance.exports as Subsetter;
  subsetter._initialize();
  return subsetter;
}

function pinned(harfbuzz: Subsetter, variable: Uint8Array, weight: number): Buffer {
  const data = harfbuzz.malloc(variable.length);
  new Uint8Array(harfbuzz.memory.buffer).set(variable, data);
  const blob = harfbuzz.hb_blob_create(data, variable.length, WRITABLE, 0, 0);
  const face = harfbuzz.hb_face_create(blob, 0);
  const input = harfbuzz.hb_subset_input_create_or_fail();
  try {
    const characters = harfbuzz.hb_subset_input_unicode_set(input);
    harfbuzz.hb_set_clear(characters);
    harfbuzz.hb_set_invert(characters);
    harfbuzz.hb_subset_input_pin_axis_location(input, face, WEIGHT, weight);
    const made = harfbuzz.hb_subset_or_fail(face, input);
    if (made === 0) throw new Error('A typeface could not be brought to one weight.');
    const content = harfbuzz.hb_face_reference_blob(made);
    const [length, from] = [harfbuzz.hb_blob_get_length(content), harfbuzz.hb_blob_get_data(content, 0)];
    const copy = Buffer.from(new Uint8Array(harfbuzz.memory.buffer).subarray(from, from + length));
    harfbuzz.hb_blob_destroy(content);
    harfbuzz.hb_face_destroy(made);
    return copy;
  } finally {
    harfbuzz.hb_subset_input_destroy(input);
    harfbuzz.hb_face_destroy(face);
    harfbuzz.hb_blob_destroy(blob);
    harfbuzz.free(data);
  }
}
