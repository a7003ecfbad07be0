//! Text files and workbooks as they are found in the field.

use rust_xlsxwriter::{Format, Formula, Workbook};
use serde_json::{Value, json};
use uuid::Uuid;
use yaninda_tests::{World, on_both};

use super::{XLSX, case_with, check, count, of_cases, of_services, problems, take, upload};

fn utf16(text: &str) -> Vec<u8> {
    [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
}

on_both! {
    async fn text_files_are_read_as_they_were_written(world: World) {
        let who = &world.supervisor;
        let read = |record: &Value| (record["source"]["encoding"].clone(), record["source"]["delimiter"].clone(), record["columns"][0]["name"].clone(), record["columns"][0]["samples"][0].clone());
        let wanted = |encoding: &str, delimiter: &str| (json!(encoding), json!(delimiter), json!("Adı"), json!("Ayşe; İğne"));
        let text = "Adı,Tarih\n\"Ayşe; İğne\",1.1.2026\n";
        // Windows-1254, as Excel in Türkiye saves: ı is FD, ş is FE, İ is DD, ğ is F0.
        let turkish = b"Ad\xFD;Tarih\r\n\"Ay\xFEe; \xDD\xF0ne\";1.1.2026\r\n".to_vec();
        for (bytes, encoding, delimiter) in [
            (text.as_bytes().to_vec(), "utf_8", "comma"),
            ([b"\xEF\xBB\xBF".as_slice(), text.as_bytes()].concat(), "utf_8", "comma"),
            (utf16(text), "utf_16", "comma"),
            (turkish.clone(), "windows_1254", "semicolon"),
            ([b"sep=;\r\n".as_slice(), &turkish].concat(), "windows_1254", "semicolon"),
            (text.replace(',', "\t").into_bytes(), "utf_8", "tab"),
        ] {
            let (_, record) = take(who, "kind=cases", bytes).await;
            assert_eq!(read(&record), wanted(encoding, delimiter));
            assert_eq!((&record["source"]["unreadable"], &record["rows"]), (&json!(0), &json!(1)));
        }
        let (_, wrong) = take(who, "kind=cases&encoding=utf_8", turkish).await;
        assert_eq!((&wrong["source"]["encoding"], &wrong["source"]["unreadable"]), (&json!("utf_8"), &json!(4)));
        let (at, record) = take(who, "kind=cases", "Liste 2024\n\nName,Note,Name\n\"two\nlines\",x,y\n\nEla,x,y\n").await;
        let names: Vec<&Value> = record["columns"].as_array().expect("columns").iter().map(|column| &column["name"]).collect();
        assert_eq!(names, ["Name", "Note", "Name"]);
        check(who, &at, &record, &of_cases(&["given_names", "", "opened_on"])).await;
        assert_eq!(problems(who, &at).await, ["4 2 not_a_date", "4 0 bad_text", "6 2 not_a_date"]);
        for (bytes, why) in [(Vec::new(), "empty"), (b"Only,headers\n".to_vec(), "empty"), (b"\xD0\xCF\x11\xE0old".to_vec(), "not_allowed_here"),
            (b"PK\x03\x04 no zip".to_vec(), "wrong_type"), (vec![b','; 5000], "empty"), ([[b'a', b','].repeat(300), b"\n".to_vec()].concat(), "too_large"),
            ("A,B\n".repeat(5_002).into_bytes(), "too_large")] {
            upload(who, Uuid::now_v7(), "kind=cases", "text/csv", bytes).await.expect_field("file", why);
        }
        upload(who, Uuid::now_v7(), "kind=cases", "image/png", "x").await.expect_problem(415, "unsupported_media_type");
        upload(who, Uuid::now_v7(), "kind=castles", "text/csv", "x").await.expect_field("kind", "unknown_value");
        assert_eq!(count(&world), (0, 0, 0));
    }
}

fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let day = Format::new().set_num_format("dd.mm.yyyy");
    let hidden = book.add_worksheet();
    hidden.set_name("Draft").expect("a name").set_hidden(true);
    hidden.write(0, 0, "nothing").expect("a cell");
    let sheet = book.add_worksheet();
    sheet.set_name("Hizmetler").expect("a name");
    sheet.set_active(true);
    sheet.merge_range(0, 0, 0, 4, "Hizmetler 2026", &Format::new()).expect("a title");
    for (column, header) in (0_u16..).zip(["Vaka No", "Hizmet", "Tarih", "Tutar", "Açıklama"]) {
        sheet.write(1, column, header).expect("a header");
    }
    // 2026-11-05 and so on, as Excel counts days.
    for row in 2..7_u32 {
        sheet.write(row, 0, "7").expect("a cell");
        sheet.write(row, 1, "Kira").expect("a cell");
        sheet.write_with_format(row, 2, 46_331 + row - 2, &day).expect("a day");
        sheet.write(row, 3, 1500.5).expect("a cell");
    }
    sheet.write_formula(3, 3, Formula::new("=1000+1").set_result("1001")).expect("a formula");
    sheet.write_formula(4, 3, Formula::new("=A1/0").set_result("#DIV/0!")).expect("a formula");
    sheet.merge_range(5, 1, 6, 1, "Kira", &Format::new()).expect("merged");
    book.save_to_buffer().expect("a workbook")
}

on_both! {
    async fn workbooks_give_values_and_never_formulas(world: World) {
        let (case, _) = case_with(&world, "7").await;
        let who = &world.supervisor;
        let id = Uuid::now_v7();
        let record = upload(who, id, "kind=services", XLSX, workbook()).await.expect(201).json();
        let at = format!("/imports/{id}");
        assert_eq!(record["source"]["sheets"], json!([{ "name": "Draft", "hidden": true }, { "name": "Hizmetler", "hidden": false }]));
        assert_eq!((&record["source"]["sheet"], &record["rows"]), (&json!(1), &json!(5)));
        assert_eq!(record["columns"][2]["samples"][0], "2026-11-05");
        let columns = ["case", "service_type", "day", "cost", "note"];
        assert_eq!(record["mapping"]["columns"], json!(columns));
        let checked = check(who, &at, &record, &of_services(&columns)).await;
        assert_eq!(problems(who, &at).await, ["5 3 formula_error", "7 1 merged"]);
        let mut less = of_services(&columns);
        less["columns"][3] = Value::Null;
        less["meanings"] = json!([{ "field": "service_type", "text": "Ev kirası", "value": "HOU.rent" }]);
        let checked = check(who, &at, &checked, &less).await;
        assert_eq!(checked["wrong"], 1);
        // The hidden sheet is read when it is asked for.
        upload(who, Uuid::now_v7(), "kind=services&sheet=0", XLSX, workbook()).await.expect_field("file", "empty");
        upload(who, Uuid::now_v7(), "kind=services&sheet=9", XLSX, workbook()).await.expect_field("file", "wrong_type");
        assert!(who.get(&format!("/cases/{case}/services")).await.expect(200).json()["items"].as_array().is_some_and(Vec::is_empty));
    }
}

on_both! {
    async fn of_several_sheets_the_one_whose_headers_fit_is_read(world: World) {
        let mut book = Workbook::new();
        let sheets: [(&str, [&str; 3]); 3] = [
            ("Kişiler", ["Adı", "Soyadı", "Açılış tarihi"]),
            ("Hizmetler", ["Vaka No", "Hizmet", "Tarih"]),
            ("Notlar", ["Konu", "Kim", "Tarih"]),
        ];
        for (name, headers) in sheets {
            let sheet = book.add_worksheet();
            sheet.set_name(name).expect("a name");
            for (column, header) in (0_u16..).zip(headers) {
                sheet.write(0, column, header).expect("a header");
                sheet.write(1, column, "x").expect("a cell");
            }
        }
        let bytes = book.save_to_buffer().expect("a workbook");
        for (kind, sheet) in [("cases", 0), ("services", 1)] {
            let record = upload(&world.supervisor, Uuid::now_v7(), &format!("kind={kind}"), XLSX, bytes.clone()).await;
            assert_eq!(record.expect(201).json()["source"]["sheet"], sheet, "{kind}");
        }
    }
}
