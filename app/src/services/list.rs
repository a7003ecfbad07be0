//! The services of a case: by category with what they add up to, filtered by status, moved on by one tap.

use leptos::prelude::*;
use yaninda_shared::{
    catalogue::{self, Category},
    policy::Action,
    services::{ServiceRecord, ServiceStatus},
};

use super::{step::Step, totals::totals};
use crate::{
    approvals::ApprovalTag,
    cases::{case_id, this_case},
    components::{ChipToggle, Empty, Icon, LoadedList, Rows, Section, ServiceTag, Tag},
    format,
    i18n::{self, Label, k, t},
    store,
    timeline::{href, service_text},
};

type Filter = RwSignal<Option<ServiceStatus>>;

/// The list.
#[component]
pub fn Services() -> impl IntoView {
    let case = case_id();
    let may_write = store::cases::may(this_case(), Action::EntryWrite);
    let filter: Filter = RwSignal::new(None);
    view! {
        <LoadedList listing=store::services::list(case) view={move |services: Vec<ServiceRecord>| {
            if services.is_empty() {
                return view! { <Empty icon="plus" title=t(k::STATE_EMPTY)/> }.into_any();
            }
            let chips = chips(&services, filter);
            let services = StoredValue::new(services);
            view! {
                <div class="chips">{chips}</div>
                {move || services.with_value(|services| groups(services, filter.get(), may_write))}
            }.into_any()
        }}/>
    }
}

/// All, and every status there is, each with its count.
fn chips(services: &[ServiceRecord], filter: Filter) -> impl IntoView + use<> {
    let counted = |status: Option<ServiceStatus>| {
        let among = services.iter().filter(|service| status.is_none_or(|status| service.draft.status == status));
        i64::try_from(among.count()).unwrap_or(i64::MAX)
    };
    let offered = std::iter::once(None).chain(ServiceStatus::ALL.iter().copied().map(Some));
    let offered: Vec<_> = offered.map(|status| (status, counted(status))).filter(|(_, count)| *count > 0).collect();
    let chip = move |(status, count): (Option<ServiceStatus>, i64)| {
        let label = status.map_or_else(|| t(k::SERVICES_ALL), |status| status.label());
        view! {
            <ChipToggle label=label count=format::number(count) on=Signal::derive(move || filter.get() == status) on_press=move |()| filter.set(status)/>
        }
    };
    offered.into_iter().map(chip).collect_view()
}

fn groups(services: &[ServiceRecord], filter: Option<ServiceStatus>, may_write: Signal<bool>) -> AnyView {
    let group = |category: &Category| {
        let all = || {
            services
                .iter()
                .filter(|service| catalogue::find(&service.draft.code).is_some_and(|kind| kind.category == *category))
        };
        let shown: Vec<ServiceRecord> =
            all().filter(|service| filter.is_none_or(|status| service.draft.status == status)).cloned().collect();
        if shown.is_empty() {
            return None;
        }
        let status = filter.unwrap_or(ServiceStatus::Delivered);
        let sums = totals(all(), status);
        let sums = (!sums.is_empty()).then(|| [status.label(), ": ", &sums.join(" · ")].concat());
        Some(view! {
            <Section title=category.label() count=format::number(i64::try_from(shown.len()).unwrap_or(i64::MAX))>
                {sums.map(|sums| view! { <p class="sm muted" data-test="totals">{sums}</p> })}
                <Rows>{shown.into_iter().map(|service| view! { <Line service=service may_write=may_write/> }).collect_view()}</Rows>
            </Section>
        })
    };
    Category::ALL.iter().map(group).collect_view().into_any()
}

#[component]
fn Line(service: ServiceRecord, may_write: Signal<bool>) -> impl IntoView {
    let icon = catalogue::find(&service.draft.code).map_or("plus", |kind| kind.icon);
    let stored = StoredValue::new(service.clone());
    view! {
        <li data-test="service">
            <a class="row" href=href(service.case, service.id.uuid())>
                <span class="row-icon"><Icon name=icon/></span>
                <span class="grow" class:struck=service.withdrawn>
                    <span class="row-title">{i18n::service(&service.draft.code)}</span>
                    {service_text(&service).map(|text| view! { <span class="row-text row-short" dir="auto">{text}</span> })}
                    <span class="cluster">
                        {if service.withdrawn {
                            view! { <Tag icon="close" text=t(k::TIMELINE_WITHDRAWN)/> }.into_any()
                        } else {
                            view! { <ServiceTag status=service.draft.status/><ApprovalTag state=service.approval/> }.into_any()
                        }}
                        <span class="xs muted">{format::day_near(service.draft.occurred_on)}</span>
                    </span>
                </span>
            </a>
            {move || may_write.get().then(|| view! { <Step service=stored.get_value()/> })}
        </li>
    }
}
