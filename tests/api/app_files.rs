//! The files of the app: pages, hashed files that never change, and those of the release before.

use reqwest::Method;
use yaninda_tests::{World, on_both};

/// The address of a hashed file of the app, as its page names it.
fn hashed(page: &str, end: &str) -> String {
    let found = page.split('"').find(|text| text.ends_with(end) && text.contains('-'));
    found.unwrap_or_else(|| panic!("no {end} in the page; is the app built?")).trim_start_matches('/').to_owned()
}

on_both! {
    async fn a_page_is_the_app_and_a_missing_file_is_not(world: World) {
        let page = world.anonymous.get("//").await.expect(200);
        assert_eq!(page.headers["content-type"], "text/html; charset=utf-8");
        assert_eq!(page.headers["cache-control"], "no-cache");
        let head = world.anonymous.send(Method::HEAD, "//", &[], None).await.expect(200);
        assert_eq!(head.headers["content-length"], page.bytes.len().to_string().as_str());
        assert!(head.bytes.is_empty());
        let case = world.anonymous.get("//cases/01900000-0000-7000-8000-000000000000").await.expect(200);
        assert_eq!(case.bytes, page.bytes);
        for missing in ["//app-0123456789abcdef.js", "//app_bg-0123456789abcdef.wasm", "//cases/app.js", "//nowhere", "//../Cargo.toml"] {
            let refused = world.anonymous.get(missing).await.expect_problem(404, "not_found");
            assert_ne!(refused.bytes, page.bytes, "{missing}");
        }
    }
}

on_both! {
    async fn a_hashed_file_never_changes_and_is_sent_once(world: World) {
        let page = String::from_utf8(world.anonymous.get("//").await.expect(200).bytes).expect("a text");
        let path = format!("//{}", hashed(&page, ".css"));
        let plain = world.anonymous.get(&path).await.expect(200);
        assert_eq!(plain.headers["cache-control"], "public, max-age=31536000, immutable");
        assert_eq!(plain.headers["content-type"], "text/css; charset=utf-8");
        let tag = plain.headers["etag"].to_str().expect("a text").to_owned();
        let again = world.anonymous.send(Method::GET, &path, &[("if-none-match", &tag)], None).await.expect(304);
        assert!(again.bytes.is_empty());
        assert_eq!(again.headers["etag"], tag.as_str());
        world.anonymous.send(Method::GET, &path, &[("if-none-match", "\"other\"")], None).await.expect(200);
        for coding in ["br", "gzip"] {
            let packed = world.anonymous.send(Method::GET, &path, &[("accept-encoding", coding)], None).await.expect(200);
            assert_eq!(packed.headers["content-encoding"], coding);
            assert_eq!(packed.headers["vary"], "Accept-Encoding");
            assert!(packed.bytes.len() < plain.bytes.len());
        }
    }
}

on_both! {
    async fn hashed_files_of_the_release_before_are_still_served_and_nothing_else_is(world: World) {
        let folder = world.database.folder.path().join("former");
        std::fs::create_dir_all(&folder).expect("a folder");
        for name in ["old-0123456789abcdef.js", "root.key", "index.html"] {
            std::fs::write(folder.join(name), "former").expect("written");
        }
        std::fs::write(world.database.folder.path().join("secret-0123456789abcdef.js"), "secret").expect("written");
        let served = world.again_with(|settings| settings.previous_assets = Some(folder)).await;
        let former = served.get("//old-0123456789abcdef.js").await.expect(200);
        assert_eq!(former.bytes, b"former");
        assert_eq!(former.headers["cache-control"], "public, max-age=31536000, immutable");
        assert_ne!(served.get("//").await.expect(200).bytes, b"former");
        for path in ["//root.key", "//..%2Fsecret-0123456789abcdef.js", "//%2e%2e/secret-0123456789abcdef.js"] {
            served.get(path).await.expect_problem(404, "not_found");
        }
    }
}
