//! Every route of the server. Read this first.

use actix_web::web;
use utoipa::OpenApi;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{
    appointments, approvals, assignments, attachments, audit, calendar, case_file, caseload, cases, catalogue, changes,
    clocks, comments, consents, contacts, documents, exports, funds, http, imports, milestones, notes, offices, outbox,
    outcomes, overview, plans, referrals, releases, reports, services, sessions, shares, survivor, tasks, timeline,
    today, users, workshops,
};

/// The API under `/api/v1`, in a scope that only serves or in one that also describes what it serves.
macro_rules! api {
    ($scope:path) => {
        $scope("/api/v1")
            .service(sessions::sign_in::sign_in)
            .service(sessions::refresh::refresh)
            .service(sessions::end::end)
            .service(sessions::reset::reset)
            .service(sessions::demo_info::demo_info)
            .service(sessions::account::read)
            .service(sessions::account::change)
            .service(sessions::change_password::change_password)
            .service(sessions::totp::offer)
            .service(sessions::totp::confirm)
            .service(sessions::totp::remove)
            .service(sessions::step_up::step_up)
            .service(sessions::devices::list)
            .service(sessions::devices::end)
            .service(calendar::address::read)
            .service(calendar::address::make)
            .service(calendar::address::revoke)
            .service(sessions::views::list)
            .service(sessions::views::write)
            .service(sessions::views::remove)
            .service(caseload::read::read)
            .service(caseload::reassign::reassign)
            .service(users::list::colleagues)
            .service(users::list::list)
            .service(users::write::write)
            .service(users::disable::disable)
            .service(users::disable::enable)
            .service(users::approve_role::approve_role)
            .service(users::reset_link::reset_link)
            .service(users::password_confirmation::list)
            .service(users::password_confirmation::confirm)
            .service(offices::list::list)
            .service(offices::write::write)
            .service(audit::list::list)
            .service(catalogue::list::list)
            .service(cases::list::list)
            .service(cases::search::search)
            .service(cases::duplicates::duplicates)
            .service(cases::read::read)
            .service(cases::put::put)
            .service(cases::reveal::reveal)
            .service(case_file::make::make)
            .service(cases::status::change_status)
            .service(cases::close_request::request_close)
            .service(cases::close_take_back::take_close_back)
            .service(cases::close_decision::decide_close)
            .service(cases::reopen::reopen)
            .service(approvals::list::list)
            .service(approvals::splits::splits)
            .service(approvals::read::list)
            .service(approvals::read::read)
            .service(approvals::ask::ask)
            .service(approvals::decide::decide)
            .service(approvals::take_back::take_back)
            .service(assignments::list::list)
            .service(assignments::assign::assign)
            .service(shares::list::list)
            .service(shares::share::share)
            .service(shares::end::end)
            .service(timeline::list::list)
            .service(timeline::read::read)
            .service(appointments::agenda::agenda)
            .service(appointments::list::list)
            .service(appointments::list::read)
            .service(appointments::put::put)
            .service(appointments::check::check)
            .service(appointments::ending::ending)
            .service(appointments::cancel::cancel)
            .service(appointments::outcome::outcome)
            .service(outbox::of_appointment::list)
            .service(outbox::of_appointment::resend)
            .service(outbox::health::health)
            .service(outbox::subjects::subjects)
            .service(outbox::by_hand::resend)
            .service(outbox::by_hand::cancel)
            .service(outbox::languages::approve)
            .service(outbox::languages::withdraw)
            .service(tasks::list::list)
            .service(tasks::done::done)
            .service(services::list::list)
            .service(services::list::read)
            .service(services::log::log)
            .service(services::withdraw::withdraw)
            .service(services::history::history)
            .service(documents::list::list)
            .service(documents::list::read)
            .service(documents::put::put)
            .service(documents::withdraw::withdraw)
            .service(documents::history::history)
            .service(notes::list::list)
            .service(notes::list::read)
            .service(notes::write::write)
            .service(notes::withdraw::withdraw)
            .service(notes::history::history)
            .service(outcomes::list::list)
            .service(outcomes::list::read)
            .service(outcomes::put::put)
            .service(outcomes::withdraw::withdraw)
            .service(outcomes::history::history)
            .service(milestones::list::list)
            .service(milestones::list::read)
            .service(milestones::put::put)
            .service(milestones::confirm::confirm)
            .service(milestones::decline::decline)
            .service(milestones::undo::undo)
            .service(milestones::withdraw::withdraw)
            .service(milestones::history::history)
            .service(milestones::suggestions::suggestions)
            .service(milestones::dismiss::list)
            .service(milestones::dismiss::read)
            .service(milestones::dismiss::dismiss)
            .service(milestones::own::list::list)
            .service(milestones::own::write::write)
            .service(clocks::rules::list::list)
            .service(clocks::rules::write::write)
            .service(clocks::rules::history::history)
            .service(clocks::deadlines::list::list)
            .service(clocks::deadlines::answer::answer)
            .service(plans::read::read)
            .service(plans::goals::read::list)
            .service(plans::goals::read::read)
            .service(plans::goals::put::put)
            .service(plans::goals::withdraw::withdraw)
            .service(plans::goals::history::history)
            .service(plans::entries::list::read)
            .service(plans::entries::put::put)
            .service(plans::entries::withdraw::withdraw)
            .service(plans::entries::history::history)
            .service(referrals::units::list::list)
            .service(referrals::units::write::write)
            .service(referrals::list::list)
            .service(referrals::list::read)
            .service(referrals::put::put)
            .service(referrals::withdraw::withdraw)
            .service(referrals::history::history)
            .service(workshops::list::list)
            .service(workshops::list::read)
            .service(workshops::put::put)
            .service(workshops::open::open)
            .service(workshops::withdraw::withdraw)
            .service(workshops::history::history)
            .service(reports::services::services_of_month)
            .service(overview::read::read)
            .service(overview::list::list)
            .service(funds::list::list)
            .service(funds::write::write)
            .service(imports::read::list)
            .service(imports::read::read)
            .service(imports::put::put)
            .service(imports::check::check)
            .service(imports::problems::list)
            .service(imports::run::run)
            .service(imports::undo::undo)
            .service(exports::htcds::htcds)
            .service(exports::list::list)
            .service(exports::list::read)
            .service(exports::ask::ask)
            .service(exports::decide::decide)
            .service(exports::take::take)
            .service(exports::take_back::take_back)
            .service(reports::donor::donor)
            .service(reports::file::file)
            .service(releases::list::list)
            .service(releases::read::read)
            .service(releases::request::request)
            .service(releases::file::file)
            .service(reports::identification::identification)
            .service(reports::people::people)
            .service(consents::list::list)
            .service(consents::list::read)
            .service(consents::put::put)
            .service(consents::withdraw::withdraw)
            .service(contacts::list::list)
            .service(contacts::list::read)
            .service(contacts::put::put)
            .service(contacts::code::code)
            .service(contacts::proof::proof)
            .service(comments::put::put)
            .service(comments::resolve::resolve)
            .service(attachments::put::put)
            .service(attachments::content::content)
            .service(attachments::remove::remove)
            .service(changes::list::list)
            .service(today::list::list)
            .default_service(web::to(http::unmatched))
    };
}

/// The document itself, the API, and the probes.
pub fn api(config: &mut web::ServiceConfig) {
    // The document first: the API's scope takes every path that begins like it.
    config.service(http::document::document).service(api!(web::scope));
    config.service(http::health::alive).service(http::health::ready).service(calendar::serve::serve);
    config.service(outbox::mailbox::list).service(outbox::mailbox::show);
    feedback(config);
}

/// The form that participants of a workshop answer.
fn feedback(config: &mut web::ServiceConfig) {
    use workshops::feedback::{answer, show};
    let form = web::resource("/f/{secret}");
    config.service(form.route(web::get().to(show)).route(web::head().to(show)).route(web::post().to(answer)));
}

/// What the document describes: the API and the probes.
pub fn described(config: &mut ServiceConfig) {
    config.service(api!(utoipa_actix_web::scope));
    config.service(http::health::alive).service(http::health::ready);
}

/// The app's files and pages; last, because it takes every other path.
pub fn app(config: &mut web::ServiceConfig) {
    let files = web::resource("/{path:.*}");
    config.service(files.route(web::get().to(http::assets::serve)).route(web::head().to(http::assets::serve)));
}

/// The survivors' pages, on a listener of their own: the only routes there.
pub fn survivor(config: &mut web::ServiceConfig) {
    use survivor::{answer, gone, show, stop};
    let nothing = || web::to(gone::anything);
    let robots = web::resource("/robots.txt").route(web::get().to(gone::robots)).route(web::head().to(gone::robots));
    let stops = web::resource("/stop/{token}")
        .route(web::get().to(stop::ask))
        .route(web::head().to(stop::ask))
        .route(web::post().to(stop::stop));
    let appointment = web::resource("/{token}")
        .route(web::get().to(show::show))
        .route(web::head().to(show::show))
        .route(web::post().to(answer::answer));
    config
        .service(robots.default_service(nothing()))
        .service(stops.default_service(nothing()))
        .service(appointment.default_service(nothing()))
        .default_service(nothing());
}

/// What the OpenAPI document says besides its paths.
#[derive(OpenApi)]
#[openapi(
    info(title = "Yanında", description = "Case management by your side", license(name = "Apache-2.0 OR MIT")),
    components(schemas(yaninda_shared::problem::Problem)),
    modifiers(&Bearer),
    security(("bearer" = []))
)]
pub struct ApiDoc;

struct Bearer;

impl utoipa::Modify for Bearer {
    fn modify(&self, doc: &mut utoipa::openapi::OpenApi) {
        use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
        let scheme = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("JWT").build();
        doc.components.get_or_insert_default().add_security_scheme("bearer", SecurityScheme::Http(scheme));
    }
}
