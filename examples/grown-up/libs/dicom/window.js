/** Maps a value of a scan to a grey of the screen, by the window's centre and width. */
export function greyOf(value, centre, width) {
  if (width <= 0) throw new RangeError(`a window has a width above 0, not ${width}`);
  const share = (value - centre) / width + 0.5;
  return Math.round(255 * Math.min(1, Math.max(0, share)));
}
