//! Serving: encrypted, with figures, and stopped without losing a request.

use std::{
    io::{Read, Write},
    net::TcpStream,
    path::Path,
    process::Command,
    sync::Arc,
    time::Duration,
};

use rustls::{
    ClientConfig, ClientConnection, RootCertStore, StreamOwned,
    pki_types::{CertificateDer, ServerName, pem::PemObject},
};

use super::{
    INIT, fails, ok,
    server::{Server, ask, free_port, get},
};

/// Certificate and key for `localhost` in two files; who trusts it.
fn certificate(folder: &Path) -> ClientConfig {
    let said = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"])
        .args(["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"])
        .args(["-addext", "basicConstraints=critical,CA:FALSE", "-keyout", "key.pem", "-out", "cert.pem"])
        .current_dir(folder)
        .output()
        .expect("openssl runs");
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(folder.join("cert.pem")).expect("a certificate")).expect("trusted");
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().expect("versions");
    config.with_root_certificates(roots).with_no_client_auth()
}

#[test]
fn with_a_certificate_it_speaks_https_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    ok(folder.path(), INIT);
    let trusting = certificate(folder.path());
    let server = Server::start(folder.path(), &["--tls-cert", "cert.pem", "--tls-key", "key.pem"]);
    let over_tls = |config: ClientConfig| {
        let name = ServerName::try_from("localhost").expect("a name");
        let connection = ClientConnection::new(Arc::new(config), name).expect("a connection");
        StreamOwned::new(connection, TcpStream::connect(&server.address).expect("it listens"))
    };
    let answer = ask(over_tls(trusting.clone()), "localhost", "/readyz");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(answer.to_lowercase().contains("strict-transport-security: max-age="), "{answer}");
    assert!(!server.get("/readyz").contains("200 OK"), "plain text is not served on the same port");
    // Another certificate than the one that is trusted.
    let other = tempfile::tempdir().expect("a folder");
    let mut stranger = over_tls(certificate(other.path()));
    assert!(stranger.write_all(b"GET / HTTP/1.1\r\n\r\n").and_then(|()| stranger.flush()).is_err());
    for (cert, key, named) in [("no.pem", "key.pem", "`tls_cert`"), ("cert.pem", "cert.pem", "`tls_key`")] {
        assert!(fails(folder.path(), &["serve", "--tls-cert", cert, "--tls-key", key], 2).contains(named));
    }
}

#[test]
fn figures_are_on_an_address_of_their_own_and_name_no_made_up_method() {
    let folder = tempfile::tempdir().expect("a folder");
    ok(folder.path(), INIT);
    let figures = format!("127.0.0.1:{}", free_port());
    std::fs::write(folder.path().join("y.toml"), format!("metrics_listen = \"{figures}\"\n")).expect("written");
    let server = Server::start(folder.path(), &["--config", "y.toml"]);
    assert!(server.get("/api/v1/cases").starts_with("HTTP/1.1 401"));
    let mut stream = TcpStream::connect(&server.address).expect("it listens");
    write!(stream, "BREW-A7F3 /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").expect("sent");
    stream.read_to_end(&mut Vec::new()).expect("an answer");
    assert!(server.get("/metrics").starts_with("HTTP/1.1 404"));
    let shown = get(&figures, "/metrics");
    assert!(shown.contains("yaninda_http_seconds_count"), "{shown}");
    assert!(shown.contains("method=\"GET\"") && shown.contains("status=\"401\""), "{shown}");
    assert!(shown.contains("method=\"other\"") && !shown.contains("BREW"), "{shown}");
    let said = fails(folder.path(), &["--config", "y.toml", "serve", "--port", &free_port()], 2);
    assert!(said.contains("`metrics_listen`"), "{said}");
    let port = server.address.rsplit(':').next().expect("a port");
    assert!(fails(folder.path(), &["serve", "--port", port], 2).contains("`listen`"));
}

#[test]
fn the_hashed_files_of_one_release_before_are_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    ok(folder.path(), INIT);
    let assets = folder.path().join("data/assets");
    for (release, file) in [("aaaa", "older-0123456789abcdef.js"), ("bbbb", "former-0123456789abcdef.js")] {
        std::fs::create_dir_all(assets.join(release)).expect("a folder");
        std::fs::write(assets.join(release).join(file), "former").expect("written");
    }
    std::fs::write(assets.join("releases"), "bbbb\naaaa").expect("written");
    for _ in 0..2 {
        let server = Server::start(folder.path(), &[]);
        let releases = std::fs::read_to_string(assets.join("releases")).expect("a list");
        let (present, former) = releases.split_once('\n').expect("two releases; is the app built?");
        assert_eq!(former, "bbbb");
        assert!(std::fs::read_dir(assets.join(present)).expect("kept for the next release").count() > 3);
        assert!(server.get("/former-0123456789abcdef.js").ends_with("former"));
        assert!(server.get("/older-0123456789abcdef.js").starts_with("HTTP/1.1 404"));
        assert!(!assets.join("aaaa").exists());
        server.tell_to_stop();
        assert!(server.ended_well());
    }
}

#[test]
fn a_request_that_was_begun_is_finished_before_it_stops() {
    let folder = tempfile::tempdir().expect("a folder");
    ok(folder.path(), INIT);
    let server = Server::start(folder.path(), &[]);
    let body = r#"{"email":"nobody@b.example","password":"not the right one"}"#;
    let mut stream = TcpStream::connect(&server.address).expect("it listens");
    // Who still waits to be taken in when it stops is not served, so this one is taken in first.
    write!(stream, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").expect("sent");
    assert!(stream.read(&mut [0; 4096]).expect("an answer") > 0);
    let (length, (first, rest)) = (body.len(), body.split_at(10));
    write!(
        stream,
        "POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\
         Connection: close\r\n\r\n{first}"
    )
    .expect("sent");
    stream.flush().expect("sent");
    std::thread::sleep(Duration::from_secs(1));
    server.tell_to_stop();
    std::thread::sleep(Duration::from_millis(500));
    stream.write_all(rest.as_bytes()).expect("it still listens to who began");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    assert!(answer.contains("HTTP/1.1 401") && answer.contains("wrong_credentials"), "{answer}");
    let address = server.address.clone();
    assert!(server.ended_well());
    assert!(TcpStream::connect(address).is_err(), "nobody listens any more");
}
