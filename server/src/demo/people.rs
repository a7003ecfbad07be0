//! Twenty invented people. Nobody of these ever lived; names are common ones of many places.

use yaninda_shared::cases::{CaseStatus, ExploitationType, MethodOfControl, ProtectionStatus, Risk, Sex};

/// What happened next, as `code` and days after opening.
pub(super) type Path = &'static [(&'static str, i64)];

/// One invented survivor.
pub(super) struct Person {
    pub code_name: &'static str,
    pub office: usize,
    pub sex: Sex,
    pub age: i32,
    pub country: &'static str,
    pub language: &'static str,
    pub given: &'static str,
    pub family: &'static str,
    pub own_script: Option<&'static str>,
    /// Days before today on which the case was opened.
    pub since: i64,
    pub status: CaseStatus,
    pub risk: Risk,
    pub exploitation: ExploitationType,
    pub control: &'static [MethodOfControl],
    pub protection: ProtectionStatus,
    pub children: u8,
    pub path: Path,
}

use CaseStatus::{AfterCare, Assessment, Closed, FollowUp, Identified, Implementation, Intake, Plan, Screening};
use ExploitationType::{ChildLabour, ForcedBegging, ForcedLabour, ForcedMarriage, Servitude, SexualExploitation};
use MethodOfControl as C;
use ProtectionStatus::{AsylumSeeker, ConditionalRefugee, None as NoStatus, TemporaryProtection, Unknown};
use Sex::{Female as F, Male as M};

/// Recognised, papers, a flat of her own share in another city, work, language: the path the programme is known by.
pub(super) const DENIZ: Path = &[
    ("MED.first_exam", 2),
    ("INT.interpreting", 2),
    ("RES.victim_permit_first", 4),
    ("SHE.safe_house", 5),
    ("DOC.identity_card", 20),
    ("RES.residence_permit", 34),
    ("PSY.individual", 40),
    ("RES.protection_registration", 75),
    ("RES.residence_permit", 120),
    ("RES.conditional_refugee_id", 210),
    ("TRA.intercity", 228),
    ("SHE.relocation", 229),
    ("HOU.search", 230),
    ("HOU.rent", 232),
    ("HOU.furniture", 235),
    ("EDU.turkish", 250),
    ("HOU.rent", 262),
    ("EMP.placement", 281),
    ("HOU.rent", 293),
    ("CMG.home_visit", 300),
    ("EMP.retention", 312),
];
const NEW: Path = &[("CMG.office_meeting", 0), ("INT.interpreting", 0), ("BAS.hygiene", 1)];
const SAFETY: Path = &[
    ("SHE.safety_plan", 1),
    ("MED.first_exam", 2),
    ("RES.victim_permit_first", 6),
    ("SHE.safe_house", 7),
    ("BAS.clothing", 8),
    ("LEG.advice", 15),
    ("PSY.first_aid", 16),
];
const LEGAL: Path = &[
    ("MED.first_exam", 3),
    ("RES.victim_permit_first", 5),
    ("LEG.bar_lawyer", 12),
    ("LEG.statement", 25),
    ("RES.victim_permit_extension", 36),
    ("PSY.individual", 44),
    ("LEG.court_escort", 90),
    ("LEG.compensation", 120),
];
const WORK: Path = &[
    ("DOC.passport", 10),
    ("RES.residence_permit", 30),
    ("EDU.turkish", 45),
    ("EMP.cv", 80),
    ("EMP.vocational", 95),
    ("HOU.rent", 100),
    ("HOU.utilities", 102),
    ("EMP.placement", 160),
    ("EMP.retention", 190),
];
const FAMILY: Path = &[
    ("MED.maternity", 4),
    ("BAS.infant", 6),
    ("CHI.childcare", 20),
    ("CHI.school", 40),
    ("DOC.birth_registration", 44),
    ("CAS.monthly", 50),
    ("HOU.rent", 60),
    ("CAS.monthly", 80),
    ("HOU.rent", 91),
];
const RETURN: Path = &[
    ("DOC.consulate", 8),
    ("DOC.travel_document", 20),
    ("RET.counselling", 25),
    ("RET.pre_departure", 32),
    ("RET.ticket", 40),
    ("RET.grant", 48),
];
const CHILD: Path = &[
    ("MED.first_exam", 1),
    ("CHI.family_tracing", 5),
    ("CHI.school", 20),
    ("PSY.group", 26),
    ("PSY.family", 60),
    ("BAS.winter", 70),
];

#[expect(clippy::too_many_arguments, reason = "a row of a table")]
const fn person(
    code_name: &'static str,
    office: usize,
    sex: Sex,
    age: i32,
    origin: (&'static str, &'static str),
    name: (&'static str, &'static str, Option<&'static str>),
    since: i64,
    status: CaseStatus,
    risk: Risk,
    exploitation: ExploitationType,
    control: &'static [MethodOfControl],
    protection: ProtectionStatus,
    children: u8,
    path: Path,
) -> Person {
    let (country, language) = origin;
    let (given, family, own_script) = name;
    Person {
        code_name,
        office,
        sex,
        age,
        country,
        language,
        given,
        family,
        own_script,
        since,
        status,
        risk,
        exploitation,
        control,
        protection,
        children,
        path,
    }
}

/// Everyone, fourteen in Istanbul and six in Ankara.
#[rustfmt::skip]
pub(super) const ALL: &[Person] = &[
    person("Deniz", 0, F, 27, ("CM", "fr"), ("Aline", "Mbarga", None), 318, Implementation, Risk::Standard, ForcedLabour, &[C::WithholdsDocuments, C::TakesEarnings], ConditionalRefugee, 0, DENIZ),
    person("Palamut", 0, M, 34, ("UZ", "uz"), ("Otabek", "Karimov", Some("Отабек Каримов")), 610, AfterCare, Risk::Standard, ForcedLabour, &[C::DebtBondage, C::ExcessiveWorkingHours], NoStatus, 0, WORK),
    person("Kırlangıç", 0, F, 22, ("MD", "ro"), ("Ana", "Rusu", None), 45, Plan, Risk::High, SexualExploitation, &[C::Threats, C::RestrictsMovement], Unknown, 0, SAFETY),
    person("Papatya", 0, F, 31, ("SY", "ar"), ("Rima", "Haddad", Some("ريما حداد")), 230, Implementation, Risk::Raised, ForcedMarriage, &[C::PsychologicalAbuse, C::UsesChildren], TemporaryProtection, 2, FAMILY),
    person("Martı", 0, F, 24, ("UA", "uk"), ("Oksana", "Bondar", Some("Оксана Бондар")), 420, FollowUp, Risk::Standard, SexualExploitation, &[C::FalsePromises, C::TakesEarnings], NoStatus, 0, LEGAL),
    person("Bozcaada", 0, M, 41, ("AF", "fa"), ("Naser", "Ahmadi", Some("ناصر احمدی")), 150, Implementation, Risk::Raised, ForcedLabour, &[C::WithholdsDocuments, C::ThreatOfLawEnforcement], AsylumSeeker, 3, LEGAL),
    person("Ihlamur", 0, F, 19, ("ET", "am"), ("Selam", "Tesfaye", Some("ሰላም ተስፋዬ")), 95, Implementation, Risk::Raised, Servitude, &[C::RestrictsMovement, C::WithholdsNecessities], AsylumSeeker, 0, SAFETY),
    person("Turna", 0, F, 37, ("GE", "ka"), ("Nino", "Beridze", Some("ნინო ბერიძე")), 700, Closed, Risk::Standard, Servitude, &[C::TakesEarnings], NoStatus, 1, RETURN),
    person("Begonya", 0, F, 29, ("KG", "ky"), ("Aizada", "Toktogulova", Some("Айзада Токтогулова")), 260, Implementation, Risk::Standard, ForcedLabour, &[C::DebtBondage], NoStatus, 0, WORK),
    person("Serçe", 0, M, 14, ("SY", "ar"), ("Yusuf", "Al Khalil", Some("يوسف الخليل")), 120, Implementation, Risk::High, ForcedBegging, &[C::PhysicalAbuse, C::TakesEarnings], TemporaryProtection, 0, CHILD),
    person("Çilek", 0, F, 26, ("NG", "en"), ("Blessing", "Okafor", None), 12, Assessment, Risk::High, SexualExploitation, &[C::DebtBondage, C::Threats], AsylumSeeker, 0, NEW),
    person("Göknar", 0, M, 23, ("PK", "ur"), ("Imran", "Qureshi", Some("عمران قریشی")), 4, Screening, Risk::Raised, ForcedLabour, &[C::ExcessiveWorkingHours], Unknown, 0, NEW),
    person("Leylek", 0, F, 33, ("TM", "tk"), ("Maral", "Annayeva", None), 185, FollowUp, Risk::Standard, Servitude, &[C::RestrictsFinancialAccess], NoStatus, 1, WORK),
    person("Gelincik", 0, F, 17, ("IQ", "ckb"), ("Shilan", "Rashid", Some("شیلان ڕەشید")), 33, Identified, Risk::High, ForcedMarriage, &[C::PsychologicalAbuse, C::RestrictsMovement], AsylumSeeker, 0, SAFETY),
    person("Ardıç", 1, M, 30, ("BD", "bn"), ("Rahim", "Chowdhury", Some("রহিম চৌধুরী")), 290, Implementation, Risk::Standard, ForcedLabour, &[C::WithholdsDocuments, C::DebtBondage], NoStatus, 0, WORK),
    person("Karanfil", 1, F, 35, ("RU", "ru"), ("Irina", "Sokolova", Some("Ирина Соколова")), 520, AfterCare, Risk::Standard, SexualExploitation, &[C::FalsePromises], NoStatus, 1, FAMILY),
    person("Ebabil", 1, M, 16, ("AF", "prs"), ("Farhad", "Rahimi", Some("فرهاد رحیمی")), 210, Implementation, Risk::Raised, ChildLabour, &[C::ExcessiveWorkingHours, C::UsesChildren], AsylumSeeker, 0, CHILD),
    person("Safranbolu", 1, F, 28, ("CM", "fr"), ("Chantal", "Ngo Biyong", None), 60, Plan, Risk::Raised, SexualExploitation, &[C::DebtBondage, C::PsychologicalAbuse], AsylumSeeker, 1, SAFETY),
    person("Kekik", 1, F, 45, ("ID", "id"), ("Siti", "Rahmawati", None), 640, Closed, Risk::Standard, Servitude, &[C::RestrictsMovement, C::TakesEarnings], NoStatus, 0, RETURN),
    person("Kaynak", 1, F, 21, ("TR", "tr"), ("Gülşah", "Iğdırlı", None), 8, Intake, Risk::High, SexualExploitation, &[C::PhysicalAbuse, C::Threats], NoStatus, 0, NEW),
];
