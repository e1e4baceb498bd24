// A real SMTP server on 127.0.0.1 for tests: `node smtp.js SETTINGS`, with the fields of `Behaviour`
// in src/smtp.rs as JSON, and `letters` (a folder), `certificate` and `key` (PEM files).
//
// It prints its port when it listens, writes each letter that it takes as `1.json`, `2.json` … into
// the folder before it says so to the client, and ends when its standard input does. JavaScript
// since tests in Rust and in Playwright start it with nothing but Node.

import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';

import { SMTPServer } from 'smtp-server';

const settings = JSON.parse(process.argv[2]);
let letters = 0;
let putOff = settings.greylisted ?? 0;

const refused = (code, words) => Object.assign(new Error(words), { responseCode: code });

const disabled = [];
if (settings.account == null) disabled.push('AUTH');
if (settings.starttlsStripped) disabled.push('STARTTLS');

const server = new SMTPServer({
  secure: settings.implicitTls ?? false,
  cert: fs.readFileSync(settings.certificate),
  key: fs.readFileSync(settings.key),
  disabledCommands: disabled,
  authOptional: settings.account == null,
  hideSMTPUTF8: settings.asciiOnly ?? false,
  disableReverseLookup: true,

  onAuth(auth, _session, done) {
    const [user, password] = settings.account;
    if (auth.username === user && auth.password === password) return done(null, { user });
    const words = settings.repeatsPassword ? ` (${auth.password})` : '';
    done(refused(535, `Authentication failed${words}`));
  },

  onRcptTo(_address, _session, done) {
    if (settings.refusal != null) return done(refused(...settings.refusal));
    if (putOff > 0) {
      putOff -= 1;
      return done(refused(451, 'Greylisted, come back later'));
    }
    done();
  },

  onData(stream, session, done) {
    const parts = [];
    stream.on('data', (part) => parts.push(part));
    stream.on('end', () => {
      const { mailFrom, rcptTo } = session.envelope;
      letters += 1;
      const letter = {
        from: mailFrom.address,
        to: rcptTo.map((recipient) => recipient.address),
        user: session.user || '',
        secure: session.secure,
        utf8: mailFrom.args?.SMTPUTF8 === true,
        hello: session.hostNameAppearsAs,
        text: Buffer.concat(parts).toString('utf8'),
      };
      const file = path.join(settings.letters, `${letters}.json`);
      fs.writeFileSync(`${file}.new`, JSON.stringify(letter));
      fs.renameSync(`${file}.new`, file);
      done();
    });
  },
});
// A client that does not like the certificate goes away.
server.on('error', () => {});

/** What is no server at all: it never gets to the point. */
function stubborn() {
  return net.createServer((socket) => {
    socket.on('error', () => {});
    if (settings.drips) setInterval(() => socket.write('2'), 100).unref();
  });
}

const listener = settings.hangs || settings.drips ? stubborn() : server;
const { server: inner = listener } = listener;
inner.on('listening', () => console.log(inner.address().port));
listener.listen(settings.port ?? 0, '127.0.0.1');
process.stdin.on('end', () => process.exit(0)).resume();
