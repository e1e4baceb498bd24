//! With coturn, with servers that lie or say nothing, and with answers that nobody would write.

use std::net::Ipv6Addr;

use proptest::prelude::*;
use stun_types::message::{MessageType, MessageWriteExt as _};
use test_servers::StunServer;

use super::*;

const TIMEOUT: Duration = Duration::from_secs(2);
const SOMEWHERE: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::new(193, 0, 6, 139)), 7);

fn loopback() -> UdpSocket {
    UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).unwrap()
}

/// An answer that tells an address.
fn answer(transaction: TransactionId, address: SocketAddr) -> Vec<u8> {
    let kind = MessageType::from_class_method(MessageClass::Success, BINDING);
    let mut message = Message::builder(kind, transaction, MessageWriteVec::new());
    let mapped = XorMappedAddress::new(address, transaction);
    message.add_attribute(&mapped).unwrap();
    message.finish()
}

/// Answers each request with what it makes of the request's transaction.
fn serve(answers: impl Fn(TransactionId) -> Vec<Vec<u8>> + Send + 'static) -> String {
    let socket = loopback();
    let name = socket.local_addr().unwrap().to_string();
    thread::spawn(move || {
        let mut buffer = [0; ANSWER_BYTES];
        while let Ok((length, client)) = socket.recv_from(&mut buffer) {
            let request = Message::from_bytes(&buffer[..length]).unwrap();
            for datagram in answers(request.transaction_id()) {
                socket.send_to(&datagram, client).unwrap();
            }
        }
    });
    name
}

#[test]
fn coturn_tells_the_address() {
    for address in [
        IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(Ipv6Addr::LOCALHOST),
    ] {
        if UdpSocket::bind((address, 0)).is_err() {
            continue; // A computer without IPv6.
        }
        let server = StunServer::start(address).unwrap();
        assert_eq!(public_address(&server.name(), TIMEOUT).unwrap(), address);
    }
}

#[test]
fn a_silent_server_takes_two_seconds_and_is_asked_again() {
    let silent = loopback();
    let name = silent.local_addr().unwrap().to_string();
    let since = Instant::now();
    let found = public_address(&name, TIMEOUT);
    let took = since.elapsed();
    assert!(matches!(found, Err(StunError::Silent)), "{found:?}");
    assert!(took < Duration::from_secs(5), "{took:?}");
    silent.set_nonblocking(true).unwrap();
    let mut requests = Vec::new();
    let mut buffer = [0; ANSWER_BYTES];
    while let Ok(length) = silent.recv(&mut buffer) {
        requests.push(buffer[..length].to_vec());
    }
    assert!((2..=3).contains(&requests.len()), "{}", requests.len());
    assert!(
        requests.iter().all(|request| *request == requests[0]),
        "one transaction"
    );
    assert_eq!(requests[0].len(), 20, "nothing but a header");
}

#[test]
fn nobody_there_is_known_at_once() {
    let name = {
        let socket = loopback();
        socket.local_addr().unwrap().to_string()
    };
    let since = Instant::now();
    assert!(matches!(
        public_address(&name, TIMEOUT),
        Err(StunError::Unreachable(_))
    ));
    assert!(since.elapsed() < TIMEOUT);
}

#[test]
fn an_answer_to_another_request_is_ignored() {
    let lie = SocketAddr::from(([6, 6, 6, 6], 6));
    let name = serve(move |transaction| {
        let others = answer(TransactionId::generate(), lie);
        vec![others, b"noise".to_vec(), answer(transaction, SOMEWHERE)]
    });
    assert_eq!(public_address(&name, TIMEOUT).unwrap(), SOMEWHERE.ip());

    let lies_only = serve(move |_| vec![answer(TransactionId::generate(), lie)]);
    let found = public_address(&lies_only, Duration::from_millis(300));
    assert!(matches!(found, Err(StunError::Silent)), "{found:?}");
}

#[test]
fn an_answer_from_elsewhere_is_ignored() {
    let server = loopback();
    let name = server.local_addr().unwrap().to_string();
    thread::spawn(move || {
        let mut buffer = [0; ANSWER_BYTES];
        let (length, client) = server.recv_from(&mut buffer).unwrap();
        let transaction = Message::from_bytes(&buffer[..length])
            .unwrap()
            .transaction_id();
        let lie = answer(transaction, SocketAddr::from(([6, 6, 6, 6], 6)));
        loopback().send_to(&lie, client).unwrap();
        server
            .send_to(&answer(transaction, SOMEWHERE), client)
            .unwrap();
    });
    assert_eq!(public_address(&name, TIMEOUT).unwrap(), SOMEWHERE.ip());
}

#[test]
fn a_refusal_and_an_answer_without_address_are_errors() {
    for class in [MessageClass::Error, MessageClass::Success] {
        let name = serve(move |transaction| {
            let kind = MessageType::from_class_method(class, BINDING);
            vec![Message::builder(kind, transaction, MessageWriteVec::new()).finish()]
        });
        let found = public_address(&name, TIMEOUT);
        assert!(matches!(found, Err(StunError::Refused)), "{found:?}");
    }
}

#[test]
fn servers_are_host_and_port() {
    for server in [
        "stun.example:3478",
        "192.0.2.1:1",
        "[2001:db8::1]:65535",
        "localhost:3478",
        "köln.example:3478",
    ] {
        assert!(is_server(server), "{server}");
    }
    let long = format!("{}:3478", "a.".repeat(200));
    for nothing in [
        "",
        ":3478",
        "stun.example",
        "stun.example:",
        "stun.example:0",
        "stun.example:65536",
        "stun.example:+1",
        "stun.example: 1",
        "2001:db8::1:3478",
        "[2001:db8::1]",
        "[stun.example]:1",
        "[]:1",
        "stun:stun.example:3478",
        "stun .example:1",
        "a/b:1",
        "user@stun.example:1",
        "stun.example\n:1",
        &long,
    ] {
        assert!(!is_server(nothing), "{nothing}");
        assert!(matches!(
            public_address(nothing, TIMEOUT),
            Err(StunError::NotAServer)
        ));
    }
}

proptest! {
    #[test]
    fn noise_is_never_a_panic(datagram in proptest::collection::vec(any::<u8>(), 0..200)) {
        read(&datagram, TransactionId::from(7));
    }

    #[test]
    fn a_changed_answer_is_never_a_panic(
        changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 0..6),
        length in any::<proptest::sample::Index>(),
        is_v6 in any::<bool>(),
    ) {
        let transaction = TransactionId::from(7);
        let v6 = SocketAddr::from((Ipv6Addr::LOCALHOST, 7));
        let mut datagram = answer(transaction, if is_v6 { v6 } else { SOMEWHERE });
        for (place, byte) in changes {
            *place.get_mut(&mut datagram) = byte;
        }
        read(&datagram, transaction);
        datagram.truncate(length.index(datagram.len()));
        read(&datagram, transaction);
    }

    #[test]
    fn whatever_is_set_as_a_server_is_never_a_panic(text in any::<String>()) {
        is_server(&text);
    }
}
