// The seal frame in the page: put up, kept in its place, and looked at whether a person can see it.
// Not Rust, since a page's own policy can forbid WebAssembly in content scripts.
(() => {
  const important = (element, styles) => {
    for (const [name, value] of Object.entries(styles)) {
      element.style.setProperty(name, value, "important");
    }
  };
  const FRAME = { all: "initial", position: "fixed", "color-scheme": "light dark" };
  // A page that changes without end is followed so often between two checks, and then at each check.
  const FOLLOWED = 10;
  // One that changes its size without end has the frame drawn anew for each: then it is not there.
  const ZOOMED = 5;
  // Of opacity only its own would count in the top layer, where no page gets at it.
  const VISIBLE = { visibilityProperty: true, contentVisibilityAuto: true };

  // A frame with this nonce at the box of `field`; `changed` is called when the box is another.
  const standAt = (field, nonce, changed) => {
    const { boxOf, modalOf, rectOf, rectAt, isInWindow, spotAt } = signInPlace;
    let box = boxOf(field);
    const parent = modalOf(field);
    const host = document.createElement("div");
    const frame = document.createElement("iframe");
    const stop = new AbortController();
    let height = 96;
    let spot = null;
    let zoom = 1;
    let zoomed = 0;
    let followed = 0;
    let expected = null;

    // Above whatever came into the top layer since.
    const lift = () => {
      if (frame.matches(":popover-open")) frame.hidePopover();
      frame.showPopover();
    };
    const place = () => {
      // A form that is being made anew is looked for first.
      if (!field.isConnected) return;
      const at = rectAt(box, field);
      const left = Math.max(0, Math.min(at.x + spot.x, innerWidth - spot.width));
      const wasThere = expected;
      const around = host.currentCSSZoom || 1;
      if (around !== zoom) zoomed++;
      zoom = around;
      expected = at.width ? new DOMRect(left, at.y + spot.y, spot.width, height) : null;
      important(frame, {
        zoom: `${1 / zoom}`,
        display: expected && zoomed <= ZOOMED ? "block" : "none",
        left: `${left}px`,
        top: `${at.y + spot.y}px`,
        width: `${spot.width}px`,
        height: `${height}px`,
      });
      // A dialog that was opened again stands above what it holds.
      if (expected && !wasThere) lift();
    };
    const isSeen = () => isInWindow(rectOf(field));
    const placeAnew = () => {
      spot = spotAt(rectAt(box, field), height, isSeen());
      place();
    };
    // Nobody who sees the field shall miss the frame: it goes where it is seen as well.
    const isAway = () => expected && isSeen() && !isInWindow(expected);

    important(host, { all: "initial", position: "fixed", width: "0", height: "0" });
    important(frame, FRAME);
    frame.popover = "manual";
    frame.credentialless = true; // else a page with COEP blocks the frame's unguessable address
    frame.title = chrome.i18n.getMessage("frame_title");
    host.attachShadow({ mode: "closed" }).append(frame);
    parent.append(host);
    // Not by `src`: the page could read that in `notRestoredReasons` of its navigation timing.
    frame.contentWindow.location.replace(`${chrome.runtime.getURL("seal_frame.html")}#${nonce}`);
    placeAnew();

    const following = (work) => () => {
      if (followed++ < FOLLOWED) work();
    };
    const listen = { capture: true, passive: true, signal: stop.signal };
    addEventListener("scroll", place, listen);
    for (const end of ["resize", "scrollend", "transitionend", "animationend"]) {
      addEventListener(end, following(placeAnew), listen);
    }
    const sizes = new ResizeObserver(following(() => (box.isConnected ? placeAnew() : changed())));
    const follow = () => {
      sizes.disconnect();
      sizes.observe(box);
      sizes.observe(document.documentElement);
    };
    follow();
    stop.signal.addEventListener("abort", () => sizes.disconnect());
    globalThis.signInSubmitting?.watch(() => field, stop.signal);

    // What keeps a person from seeing the frame, as far as the page can tell; what covers it is seen
    // from inside.
    const fault = () => {
      if (signInFields.areNamesTaken()) return "altered";
      if (!host.isConnected || host.parentNode !== parent) return "removed";
      if (!expected) return null;
      // What the field was taken into lets nothing outside of it be used.
      if (modalOf(field) !== parent) return "removed";
      if (isAway()) return "hidden";
      if (zoomed > ZOOMED) return "altered";
      if (!frame.matches(":popover-open") || !frame.checkVisibility(VISIBLE)) return "hidden";
      const { x, y, width, height } = frame.getBoundingClientRect();
      const isThere = [
        [x, expected.x],
        [y, expected.y],
        [width, expected.width],
        [height, expected.height],
      ].every(([is, should]) => Math.abs(is - should) < 2);
      return isThere && Math.abs((frame.currentCSSZoom ?? 1) - 1) < 0.01 ? null : "altered";
    };

    return {
      get field() {
        return field;
      },
      fault,
      focus: () => frame.focus(),
      place: () => {
        zoomed = 0;
        place();
        if (isAway() || followed > FOLLOWED) placeAnew();
        followed = 0;
      },
      // Stands at another field, of a form that was made anew; not where that takes another frame.
      takes: (next) => {
        if (!host.isConnected || modalOf(next) !== parent) return false;
        field = next;
        box = boxOf(field);
        follow();
        placeAnew();
        return true;
      },
      isEmpty: () => !expected,
      resize: (next) => {
        height = Number(next);
        placeAnew();
      },
      raise: () => {
        important(host, { all: "initial", position: "fixed", width: "0", height: "0" });
        important(frame, FRAME);
        lift();
        place();
      },
      remove: () => {
        stop.abort();
        host.remove();
      },
    };
  };

  globalThis.signInStanding = { standAt };
})();
