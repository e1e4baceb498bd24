// Where the seal frame stands: at the sign-in box, on no field and no button. Not Rust, since a
// page's own policy can forbid WebAssembly in content scripts.
(() => {
  const GAP = 12;
  const EDGE = 8;
  const BOX = 480; // as wide as sign-in boxes are, also where their fields are small
  const TARGETS = "input:not([type=hidden]), textarea, select, button, [role=button], a[href], summary, iframe";

  const parentOf = (element) => element.parentElement ?? element.getRootNode().host ?? null;

  // In the window, also for an element inside frames of the same origin.
  const rectOf = (element) => {
    let { left, top, width, height } = element.getBoundingClientRect();
    for (let view = element.ownerDocument.defaultView; view?.frameElement; view = view.parent) {
      const frame = view.frameElement;
      const outer = frame.getBoundingClientRect();
      left += outer.left + frame.clientLeft;
      top += outer.top + frame.clientTop;
    }
    return new DOMRect(left, top, width, height);
  };

  // The largest ancestor that is still a box of its own: not much wider than the field, and, once
  // it holds the whole form, not much higher: a heading may belong to it, the page's margins do not.
  const boxOf = (field) => {
    const widest = Math.max(field.offsetWidth + 160, BOX);
    let box = field;
    for (let up = field; up && up.localName !== "body"; up = parentOf(up)) {
      const highest = Node.prototype.contains.call(box, field.form) ? box.offsetHeight + 120 : innerHeight * 0.9;
      if (up.offsetWidth > widest || up.offsetHeight > highest) break;
      box = up;
    }
    return box;
  };

  // What takes the keys and the pointer alone, and lets nothing outside of it be used.
  const modalOf = (field) => {
    let modal = null;
    for (let up = field; up; up = parentOf(up)) if (Element.prototype.matches.call(up, "dialog:modal")) modal = up;
    return modal ?? document.documentElement;
  };

  const overlap = (a, b) =>
    Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) *
    Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));

  // What a person may want to use near the box.
  const targets = (root) =>
    [...root.querySelectorAll(TARGETS)]
      .slice(0, 500)
      .filter((target) => target.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
      .map(rectOf);

  // Where the box is seen, which holds the field: a page can leave it elsewhere, or without a size.
  const rectAt = (box, field) => {
    const inner = rectOf(field);
    const outer = rectOf(box);
    const [x, y] = [inner.x + inner.width / 2, inner.y + inner.height / 2];
    const isInside = x >= outer.left && x <= outer.right && y >= outer.top && y <= outer.bottom;
    return isInside ? outer : inner;
  };

  const isInWindow = ({ left, right, top, bottom }) =>
    left >= -1 && top >= -1 && right <= innerWidth + 1 && bottom <= innerHeight + 1;

  // The first place with room: above the box, beside it, below it, in a corner of the window. Where
  // every place is taken, the one that takes least. For a field that is seen, only what is seen.
  const spotAt = (at, height, isInWindow) => {
    const width = Math.min(Math.max(at.width, 300), 420, innerWidth - 2 * EDGE);
    const left = Math.min(Math.max(at.left, EDGE), innerWidth - width - EDGE);
    const right = [at.right + GAP, at.top];
    const other = [at.left - GAP - width, at.top];
    const isLeftwards = getComputedStyle(document.documentElement).direction === "rtl";
    const corner = innerHeight - height - EDGE;
    const spots = [
      [left, at.top - height - GAP],
      ...(isLeftwards ? [other, right] : [right, other]),
      [left, at.bottom + GAP],
      [innerWidth - width - EDGE, EDGE],
      [EDGE, EDGE],
      [innerWidth - width - EDGE, corner],
      [EDGE, corner],
    ].map(([left, top]) => new DOMRect(left, top, width, height));
    const fits = ({ left, right, top, bottom }) =>
      left >= 0 && right <= innerWidth && (isInWindow ? top >= 0 && bottom <= innerHeight : top + scrollY >= 0);
    const taken = targets(document);
    const cost = (spot) =>
      taken.reduce((sum, target) => sum + overlap(spot, target), overlap(spot, at));
    const costs = spots.filter(fits).map((spot) => [cost(spot), spot]);
    const [, spot] = costs.reduce((best, next) => (next[0] < best[0] ? next : best), costs[0] ?? [0, spots[3]]);
    return { x: spot.x - at.x, y: spot.y - at.y, width, height };
  };

  globalThis.signInPlace = { boxOf, modalOf, rectOf, rectAt, isInWindow, spotAt };
})();
