// Looks for the sign-in box and has the seal stand at it, or gives it up with a reason. No verdict,
// no seal: those stay outside the page. Not Rust, since a page's own policy can forbid WebAssembly in
// content scripts.
(() => {
  // A page that was open when its site was added may have it already.
  if (globalThis.isSealed) return;
  globalThis.isSealed = true;

  const { ask, askOnce, nonce } = signInAsking;
  // When a page is looked at anew after something happened in it: forms come by script, too. Not at
  // once, or a page that moves the focus without end would have it looked at without end.
  const LOOKS_MS = [100, 400, 1000, 2500, 5000];
  // Not the same for any two pages: nobody shall know when.
  const CHECK_MS = 900 + Math.random() * 200;
  // A page that takes the frame away, or covers it, without end gets no frame without end. One that
  // stands for days may do so now and then: a repair more for each eight minutes without a fault.
  const REPAIRS = 4;
  let repairs = REPAIRS;
  let frames = 20;

  let standing = null;
  let described = "";
  // The answer to that, which is the same for a form that was made anew.
  let asked = 0;
  let isWithdrawn = false;

  const remove = () => {
    // What is not there cannot be touched.
    signInGate.open();
    standing?.remove();
    standing = null;
  };

  const lookAnew = () => {
    remove();
    described = "";
    later();
  };

  // As much room as the frame needs; `waits` where the seal is to be touched first.
  const give = (height, waits) => {
    if (!(height > 0)) return remove();
    standing.resize(Number(height));
    if (waits) signInGate.close(standing);
    else signInGate.touched();
  };

  const stand = async (field) => {
    remove();
    if (frames-- < 1) return withdraw(field);
    const secret = nonce();
    // Said before the frame can ask for what belongs to it.
    const answer = askOnce({ sign_in_box: { nonce: secret } }).catch(() => undefined);
    const mine = (standing = signInStanding.standAt(field, secret, later));
    const height = await answer;
    if (standing !== mine) return;
    if (height > 0) mine.resize(Number(height));
    else if (height) remove();
    // The nonce may be lost with the background: the next one is another. The last frame stays, and
    // says itself that nobody answers, in 136 pixels.
    else if (chrome.runtime?.id && frames > 9) setTimeout(stand, 100, field);
    else mine.resize(136);
  };

  // Fields that wait to be shown tell by themselves, after they have told how they stand.
  const waiting = new WeakSet();
  const hidden = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting && waiting.has(target)) later();
      waiting.add(target);
    }
  });

  const isPassword = ({ type }) => type === "password";
  const look = async () => {
    // What is only prepared shows nothing to anybody, and its description would count as answered.
    if (isWithdrawn || document.prerendering === true || document.fullscreenElement) return;
    if (signInFields.areNamesTaken()) return withdraw();
    const page = signInFields.describe();
    for (const field of page.hidden) if (isPassword(field)) hidden.observe(field);
    const text = String(page.message);
    if (text === described && (!standing || page.fields.includes(standing.field))) return;
    if (text !== described) asked = page.fields.length ? ask({ fields: page.message }) : 0;
    described = text;
    const answer = await asked;
    if (text !== described) return;
    // Where nobody answers, the frame itself says so at the first password field.
    const field = isNaN(answer) ? page.fields.find(isPassword) : page.fields[answer - 1];
    if (!field) remove();
    else if (standing?.field !== field && !standing?.takes(field)) stand(field);
  };

  let timers = [];
  const later = () => {
    timers.forEach(clearTimeout);
    timers = LOOKS_MS.map((pause) => setTimeout(look, pause));
  };

  // Says why the seal is not there: in its place, as far as the page lets it.
  const withdraw = async (field) => {
    if (isWithdrawn) return;
    isWithdrawn = true;
    remove();
    clearInterval(checks);
    await ask({ withdrawn: {} });
    frames = 1;
    if (field?.isConnected) stand(field);
  };

  // Puts right what the page did, a few times.
  const repair = (fault) => {
    if (isWithdrawn || !fault) return;
    // What a page alters without end costs without end, a card as well.
    // Whoever covers it again has done so on purpose.
    repairs -= fault === "covered" ? 2 : 1;
    if (repairs < 0) withdraw(fault !== "altered" && standing.field);
    else if (fault === "removed") stand(standing.field);
    else standing.raise();
  };

  // Of events alone a page can see to it that nobody else hears.
  let active = document.activeElement;
  let fullscreen = document.fullscreenElement;
  const check = () => {
    if (document.hidden === true) return;
    if (active !== (active = document.activeElement)) later();
    // Nothing can be told apart in a page that fills the screen.
    if (fullscreen !== (fullscreen = document.fullscreenElement)) lookAnew();
    if (!standing) return;
    if (!standing.field.isConnected || standing.isEmpty()) later();
    const fault = standing.fault();
    standing.place();
    repair(fault ?? standing.fault());
    repairs = Math.min(REPAIRS, repairs + 0.002);
  };

  // What a page without a sign-in box has of this: one look a second at where its focus is, and one
  // listener that is sooner.
  const checks = setInterval(check, CHECK_MS);
  chrome.runtime.onMessage.addListener((message) => {
    if (!standing) lookAnew();
    else if (message === "covered") repair(message);
    else give(...message.split(" "));
  });
  addEventListener("focusin", later, { passive: true });
  document.addEventListener("prerenderingchange", later, { once: true });
  look();
  if (document.readyState === "complete") later();
  else addEventListener("load", later, { once: true });
})();
