/** QR codes as the server draws them. */

/** An address of the drawing for an `<img>`, in which no script of it could run. */
export function picture(svg: string): string {
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
