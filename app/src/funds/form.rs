//! One fund: its code and name, and what it gives for which days.

use leptos::{prelude::*, task::spawn_local};
use yaninda_shared::{
    funds::{FundAmount, FundDraft, FundRecord},
    ids::FundId,
    values::{FundCode, NaiveDate, ShortText, ValueError},
};

use crate::{
    components::{
        Button, ChipToggle, DateField, FieldGroup, Kind, MoneyField, PrivateForm, Refused, SaveBar, TextField,
        error_of, parse_money, toast,
    },
    format,
    i18n::{k, t},
    ids,
    store::{Failure, funds},
};

/// One amount as its fields hold it.
#[derive(Clone, Copy)]
struct Line {
    amount: RwSignal<String>,
    currency: RwSignal<String>,
    from: RwSignal<Option<NaiveDate>>,
    to: RwSignal<Option<NaiveDate>>,
}

impl Line {
    fn new(one: Option<&FundAmount>) -> Self {
        let currency = one.map_or_else(|| "TRY".to_owned(), |one| one.amount.currency().as_str().to_owned());
        Self {
            amount: RwSignal::new(one.map_or_else(String::new, |one| format::plain(&one.amount))),
            currency: RwSignal::new(currency),
            from: RwSignal::new(one.map(|one| one.from)),
            to: RwSignal::new(one.map(|one| one.to)),
        }
    }

    fn read(self, index: usize, refused: &mut Refused) -> Option<FundAmount> {
        let at = |field: &str| ["amounts.", &index.to_string(), ".", field].concat();
        let money = parse_money(&self.amount.get_untracked(), &self.currency.get_untracked());
        let amount = refused.check(&at("amount"), money.and_then(|money| money.ok_or(ValueError::Missing)));
        let from = refused.check(&at("from"), self.from.get_untracked().ok_or(ValueError::Missing));
        let to = refused.check(&at("to"), self.to.get_untracked().ok_or(ValueError::Missing));
        Some(FundAmount { amount: amount?, from: from?, to: to? })
    }
}

/// Sets a fund up or changes it.
#[component]
pub(super) fn FundForm(fund: Option<FundRecord>, open: RwSignal<bool>) -> impl IntoView {
    let known = fund.as_ref().map(|fund| (fund.id, fund.version));
    let draft = fund.map(|fund| fund.draft);
    let text = |text: Option<&str>| RwSignal::new(text.unwrap_or_default().to_owned());
    let code = text(draft.as_ref().map(|draft| draft.code.as_str()));
    let name = text(draft.as_ref().map(|draft| draft.name.as_str()));
    let retired = RwSignal::new(draft.as_ref().is_some_and(|draft| draft.retired));
    let amounts = draft.map(|draft| draft.amounts).unwrap_or_default();
    let first = if amounts.is_empty() {
        vec![Line::new(None)]
    } else {
        amounts.iter().map(|one| Line::new(Some(one))).collect()
    };
    let lines = RwSignal::new(first);
    let (failure, busy, typed) = (RwSignal::new(None::<Failure>), RwSignal::new(false), RwSignal::new(false));
    let id = known.map_or_else(|| ids::new(FundId::from_parts), |(id, _)| id);
    let read = move || {
        let mut refused = Refused::default();
        let code = refused.check("code", FundCode::parse(&code.get_untracked()));
        let name = refused.check("name", ShortText::parse(&name.get_untracked()));
        let mut amounts = Vec::new();
        for (index, line) in lines.get_untracked().into_iter().enumerate() {
            amounts.extend(line.read(index, &mut refused));
        }
        let (Some(code), Some(name)) = (code, name) else { return Err(refused.failure()) };
        let draft = FundDraft { code, name, amounts, retired: retired.get_untracked() };
        let checked = draft.validate();
        refused.finish(draft, checked)
    };
    let save = move || match read() {
        Err(refused) => failure.set(Some(refused)),
        Ok(draft) => {
            busy.set(true);
            spawn_local(async move {
                match funds::save(id, known.map(|(_, version)| version), &draft).await {
                    Ok(_) => {
                        toast::say(t(k::STATE_SAVED));
                        typed.try_set(false);
                        open.try_set(false);
                    }
                    Err(why) => _ = failure.try_set(Some(why)),
                }
                busy.try_set(false);
            });
        }
    };
    let fields = move || {
        let all = lines.get();
        let alone = all.len() == 1;
        let one = |(index, line): (usize, Line)| {
            let remove = move |()| lines.update(|lines| _ = lines.remove(index));
            view! { <Amount index=index line=line failure=failure remove=(!alone).then(|| Callback::new(remove))/> }
        };
        all.into_iter().enumerate().map(one).collect_view()
    };
    // Services name a fund by its code: it stays what it was.
    let head = if known.is_some() {
        view! { <p class="row-title" dir="ltr">{code.get_untracked()}</p> }.into_any()
    } else {
        view! { <TextField label=t(k::FUNDS_CODE) hint=t(k::FUNDS_CODE_HINT).to_owned() value=code error=error_of(failure, "code")/> }.into_any()
    };
    let shown = known.is_some().then(|| {
        view! { <div><ChipToggle label=t(k::FUNDS_RETIRED) on=retired on_press=move |()| retired.update(|on| *on = !*on)/></div> }
    });
    view! {
        <PrivateForm class="sheet-form" submit=save busy=busy>
            <div class="sheet-body">
                {head}
                <TextField label=t(k::FUNDS_NAME) value=name error=error_of(failure, "name")/>
                {fields}
                <div><Button icon="plus" compact=true on_press=move |()| lines.update(|lines| lines.push(Line::new(None)))>{t(k::FUNDS_MORE)}</Button></div>
                {shown}
            </div>
            <div class="sheet-foot"><SaveBar failure=failure busy=busy typed=typed/></div>
        </PrivateForm>
    }
}

#[component]
fn Amount(index: usize, line: Line, failure: RwSignal<Option<Failure>>, remove: Option<Callback<()>>) -> impl IntoView {
    let error = move |field: &str| error_of(failure, ["amounts.", &index.to_string(), ".", field].concat());
    view! {
        <FieldGroup legend=t(k::FUNDS_AMOUNT)>
            <div class="stack">
                <MoneyField label=t(k::FUNDS_GIVES) amount=line.amount currency=line.currency error=error("amount")/>
                <DateField label=t(k::FUNDS_FROM) value=line.from error=error("from")/>
                <DateField label=t(k::FUNDS_TO) value=line.to error=error("to")/>
                {remove.map(|remove| view! {
                    <div><Button kind=Kind::Quiet compact=true icon="trash" on_press=remove>{t(k::ACTION_REMOVE)}</Button></div>
                })}
            </div>
        </FieldGroup>
    }
}
