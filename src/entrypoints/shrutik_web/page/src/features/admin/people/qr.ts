/** QR codes as the server draws them. */

/** An address of the drawing for an `<img>`, in which no script of it could run; what is drawn to stand in a page is given its namespace. */
export function picture(svg: string): string {
  const whole = svg.replace(/^<svg(?![^>]*\sxmlns=)/, '<svg xmlns="http://www.w3.org/2000/svg"');
  return `data:image/svg+xml,${encodeURIComponent(whole)}`;
}
