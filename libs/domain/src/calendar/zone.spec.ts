import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidValueError } from '../errors/invalid-value.error.js';
import { epochMilliseconds } from './date.js';
import {
  fixedOffset,
  instantOf,
  momentShowing,
  namedZone,
  offsetChangeBetween,
  offsetTable,
  tabledZone,
} from './zone.js';

const berlin2026 = offsetTable(60, [
  { at: '2026-10-25T01:00:00Z', offsetMinutes: 60 },
  { at: '2026-03-29T01:00:00Z', offsetMinutes: 120 },
]);

describe('zones', () => {
  it('are data: an offset and its changes, in any order', () => {
    const at = (text: string) => berlin2026(Date.parse(text));
    expect(at('2026-01-01T00:00:00Z')).toBe(60);
    expect([at('2026-03-29T00:59:59.999Z'), at('2026-03-29T01:00:00Z')]).toEqual([60, 120]);
    expect([at('2026-10-25T00:59:59.999Z'), at('2026-10-25T01:00:00Z')]).toEqual([120, 60]);
    expect(fixedOffset(480)(0)).toBe(480);
    expect(fixedOffset(-1440)(0)).toBe(-1440);
    expect(fixedOffset(1440)(0)).toBe(1440);
  });

  it('agree with the time zone database of the runtime', () => {
    const named = namedZone('Europe/Berlin');
    const [first, last] = [Date.parse('2026-01-01T00:00:00Z'), Date.parse('2026-12-31T00:00:00Z')];
    fc.assert(
      fc.property(fc.integer({ min: first, max: last }), (moment) => expect(named(moment)).toBe(berlin2026(moment))),
    );
    expect(namedZone('Asia/Shanghai')(first)).toBe(480);
    expect(namedZone('Asia/Kathmandu')(first)).toBe(345);
    expect(namedZone('America/New_York')(Date.parse('2026-07-01T12:34:56.789Z'))).toBe(-240);
  });

  it.each([
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'Pacific/Apia',
    'Asia/Shanghai',
  ])('are the same when they are looked up: %s', (name) => {
    const [zone, tabled] = [namedZone(name), tabledZone(namedZone(name))];
    const [first, last] = [Date.parse('1973-01-01T00:00:00Z'), Date.parse('2040-01-01T00:00:00Z')];
    fc.assert(
      fc.property(fc.integer({ min: first, max: last }), (moment) => expect(tabled(moment)).toBe(zone(moment))),
      { numRuns: 300 },
    );
    for (const change of [
      Date.parse('2026-10-25T01:00:00Z'),
      Date.parse('2026-11-01T06:00:00Z'),
      Date.parse('2026-10-03T15:30:00Z'),
    ])
      for (const moment of [change - 1, change, change + 1]) expect(tabled(moment)).toBe(zone(moment));
  });

  it('ask once about a day, however often they are asked, and forget what is too much', () => {
    let asked = 0;
    const counted = tabledZone((moment) => {
      asked += 1;
      return berlin2026(moment);
    });
    const moment = Date.parse('2026-07-01T00:00:00Z');
    expect(counted(moment)).toBe(120);
    const once = asked;
    for (let hour = 0; hour < 1_000; hour += 1) counted(moment + hour * 3_600_000);
    expect(asked).toBe(once);
    for (let year = 0; year < 300; year += 1) counted(moment - year * 366 * 86_400_000);
    const before = asked;
    counted(moment);
    expect(asked).toBeGreaterThan(before);
  });

  it('change at one moment, found to the millisecond', () => {
    const [from, to] = [Date.parse('2026-03-28T12:00:00Z'), Date.parse('2026-03-29T12:00:00Z')];
    expect(instantOf(offsetChangeBetween(berlin2026, from, to))).toBe('2026-03-29T01:00:00.000Z');
  });

  it.each([
    ['2026-01-15T10:00', '2026-01-15T09:00:00.000Z'],
    ['2026-07-15T10:00', '2026-07-15T08:00:00.000Z'],
    ['2026-03-29T01:59', '2026-03-29T00:59:00.000Z'],
    ['2026-03-29T02:30', '2026-03-29T01:30:00.000Z'],
    ['2026-03-29T03:00', '2026-03-29T01:00:00.000Z'],
    ['2026-10-25T01:59', '2026-10-24T23:59:00.000Z'],
    ['2026-10-25T02:30', '2026-10-25T00:30:00.000Z'],
    ['2026-10-25T03:00', '2026-10-25T02:00:00.000Z'],
  ])('show %s in Berlin at %s', (local, instant) => {
    expect(instantOf(momentShowing(Date.parse(`${local}:00Z`), berlin2026))).toBe(instant);
  });

  it.each([1.5, NaN, 1441, -1441])('refuse an offset of %p', (offset) => {
    expect(() => fixedOffset(offset)).toThrow(new InvalidValueError('INVALID_NUMBER', offset));
    expect(() => offsetTable(offset)).toThrow(InvalidValueError);
    expect(() => offsetTable(0, [{ at: '2026-01-01T00:00:00Z', offsetMinutes: offset }])).toThrow(InvalidValueError);
  });

  it('refuse what is no name and no moment', () => {
    expect(() => namedZone('Mars/Base')).toThrow(new InvalidValueError('INVALID_DATE', 'Mars/Base'));
    expect(() => epochMilliseconds('soon')).toThrow(new InvalidValueError('INVALID_DATE', 'soon'));
    expect(() => instantOf(NaN)).toThrow(InvalidValueError);
    expect(epochMilliseconds('1970-01-01T00:00:01Z')).toBe(1000);
  });
});
