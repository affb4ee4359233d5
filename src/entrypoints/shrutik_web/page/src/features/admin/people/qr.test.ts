import { expect, test } from "vitest";
import { picture } from "./qr.ts";

const drawing = (address: string): Document => new DOMParser().parseFromString(decodeURIComponent(address.replace("data:image/svg+xml,", "")), "application/xml");

test("a drawing for a page becomes a picture of its own", () => {
  const address = picture('<svg viewBox="0 0 8 8"><path stroke="#000" d="M0 0h1"/></svg>');
  expect(drawing(address).documentElement.getAttribute("xmlns")).toBe("http://www.w3.org/2000/svg");
});

test("one that is a picture already stays as it is", () => {
  const svg = '<svg viewBox="0 0 8 8" xmlns="http://www.w3.org/2000/svg"/>';
  expect(picture(svg)).toBe(`data:image/svg+xml,${encodeURIComponent(svg)}`);
});
