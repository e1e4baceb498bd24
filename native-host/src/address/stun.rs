//! The public address, as a STUN server sees it (RFC 8489): one Binding request by UDP, without
//! authentication.
//!
//! The message is built and read by `stun-types`, which does no I/O; sending it again and waiting are
//! here.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, ToSocketAddrs as _, UdpSocket};
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

use stun_types::attribute::XorMappedAddress;
use stun_types::message::{
    BINDING, Message, MessageClass, MessageWrite as _, MessageWriteVec, TransactionId,
};
use thiserror::Error;

/// After how long a request is sent again for the first time, then after twice as long, and so on
/// (RFC 8489, section 6.2.1, RTO).
const FIRST_WAIT: Duration = Duration::from_millis(500);

/// Longer than any answer to a Binding request.
const ANSWER_BYTES: usize = 2048;

/// The longest name of a host, a colon, a port.
const SERVER_BYTES: usize = 253 + 6;

/// Why there is no public address.
#[derive(Debug, Error)]
pub(super) enum StunError {
    #[error("the STUN server is not written as host:port")]
    NotAServer,
    #[error("failed to find the STUN server: {0}")]
    Unresolved(io::Error),
    #[error("failed to reach the STUN server: {0}")]
    Unreachable(io::Error),
    #[error("the STUN server did not answer in time")]
    Silent,
    #[error("the STUN server refused, or told no address")]
    Refused,
}

/// Whether a text is `host:port`; an IPv6 address stands in brackets.
pub(crate) fn is_server(text: &str) -> bool {
    host_and_port(text).is_some()
}

/// The address that `server` (`host:port`) sees. Takes at most `timeout`, the server's name included.
pub(super) fn public_address(server: &str, timeout: Duration) -> Result<IpAddr, StunError> {
    let (host, port) = host_and_port(server).ok_or(StunError::NotAServer)?;
    let deadline = Instant::now() + timeout;
    let (tell, told) = channel();
    // Names are resolved for as long as the system likes: nobody waits for a thread that is late.
    thread::spawn(move || {
        let _nobody_waits = tell.send(ask_all(&host, port, deadline));
    });
    told.recv_timeout(timeout).unwrap_or(Err(StunError::Silent))
}

fn host_and_port(text: &str) -> Option<(String, u16)> {
    if text.len() > SERVER_BYTES {
        return None;
    }
    let (host, port) = text.rsplit_once(':')?;
    if port.starts_with('+') {
        return None; // Rust would read it.
    }
    let port = port.parse().ok().filter(|port| *port != 0)?;
    let bracketed = host
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    let host = match bracketed {
        Some(address) => address.parse::<Ipv6Addr>().ok()?.to_string(),
        None if host.parse::<Ipv4Addr>().is_ok() => host.to_owned(),
        None => idna::domain_to_ascii_strict(host).ok()?,
    };
    (!host.is_empty()).then_some((host, port))
}

/// Asks the addresses of a server one after another: the first one gets half of the time, so that an
/// IPv6 that leads nowhere does not use it up.
fn ask_all(host: &str, port: u16, deadline: Instant) -> Result<IpAddr, StunError> {
    let addresses = (host, port).to_socket_addrs();
    let addresses: Vec<SocketAddr> = addresses.map_err(StunError::Unresolved)?.collect();
    let mut last = StunError::Silent;
    for (asked, address) in addresses.iter().enumerate() {
        let left = deadline.saturating_duration_since(Instant::now());
        let is_last = asked + 1 == addresses.len();
        let share = if is_last { left } else { left / 2 };
        match ask(*address, share) {
            Ok(found) => return Ok(found),
            Err(error) => last = error,
        }
    }
    Err(last)
}

fn ask(server: SocketAddr, timeout: Duration) -> Result<IpAddr, StunError> {
    let deadline = Instant::now() + timeout;
    let any: IpAddr = match server {
        SocketAddr::V4(_) => Ipv4Addr::UNSPECIFIED.into(),
        SocketAddr::V6(_) => Ipv6Addr::UNSPECIFIED.into(),
    };
    // A connected socket hears this server only, and that nobody is there.
    let socket = UdpSocket::bind((any, 0)).map_err(StunError::Unreachable)?;
    socket.connect(server).map_err(StunError::Unreachable)?;

    let transaction = TransactionId::generate();
    let request = request(transaction);
    let mut wait = FIRST_WAIT;
    let mut buffer = [0; ANSWER_BYTES];
    loop {
        socket.send(&request).map_err(StunError::Unreachable)?;
        let again = deadline.min(Instant::now() + wait);
        wait *= 2;
        while let Some(answer) = receive(&socket, &mut buffer, again)? {
            match read(answer, transaction) {
                Answer::Address(address) => return Ok(address),
                Answer::Refused => return Err(StunError::Refused),
                Answer::NotOurs => {}
            }
        }
        if Instant::now() >= deadline {
            return Err(StunError::Silent);
        }
    }
}

fn request(transaction: TransactionId) -> Vec<u8> {
    use stun_types::message::MessageType;
    let kind = MessageType::from_class_method(MessageClass::Request, BINDING);
    Message::builder(kind, transaction, MessageWriteVec::new()).finish()
}

/// The next datagram; none where there is none until then.
fn receive<'a>(
    socket: &UdpSocket,
    buffer: &'a mut [u8],
    until: Instant,
) -> Result<Option<&'a [u8]>, StunError> {
    let left = until.saturating_duration_since(Instant::now());
    if left.is_zero() {
        return Ok(None);
    }
    let waiting = socket.set_read_timeout(Some(left));
    waiting.map_err(StunError::Unreachable)?;
    match socket.recv(buffer) {
        Ok(length) => Ok(buffer.get(..length)),
        Err(error) => match error.kind() {
            io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => Ok(None),
            io::ErrorKind::Interrupted => Ok(Some(&[])),
            _ => Err(StunError::Unreachable(error)),
        },
    }
}

/// What a datagram says.
#[derive(Debug, PartialEq, Eq)]
enum Answer {
    Address(IpAddr),
    Refused,
    /// Not an answer to this request: somebody guesses, or it is late.
    NotOurs,
}

fn read(datagram: &[u8], transaction: TransactionId) -> Answer {
    let Ok(message) = Message::from_bytes(datagram) else {
        return Answer::NotOurs;
    };
    let is_ours = message.transaction_id() == transaction
        && message.has_method(BINDING)
        && message.is_response();
    if !is_ours {
        return Answer::NotOurs;
    }
    if message.has_class(MessageClass::Error) {
        return Answer::Refused;
    }
    let Ok(mapped) = message.attribute::<XorMappedAddress>() else {
        return Answer::Refused;
    };
    let address = mapped.addr(transaction).ip().to_canonical();
    if address.is_unspecified() {
        return Answer::Refused;
    }
    Answer::Address(address)
}

#[cfg(test)]
mod tests;
