// What the quick answer asks, in the words that pay stubs, plan summaries and portals use.

const STATES = ["AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "DC", "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS", "KY", "LA",
  "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY", "NC", "ND", "OH", "OK", "OR", "PA", "RI",
  "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA", "WV", "WI", "WY"];
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const RULE = [["yes", "Yes"], ["no", "No"], ["unknown", "I don’t know"]];

/** Sections of questions, in the order in which they help most. `kind` is text, date, choice or rule. */
export const SECTIONS = [
  {
    title: "You and your pay",
    fields: [
      { name: "age", label: "Age this year, or year of birth", hint: "45 or 1981", inputmode: "numeric" },
      { name: "pay", label: "Pay a year, before deductions", hint: "150,000 or 150k" },
      { name: "pay_frequency", label: "How often are you paid?", kind: "choice", first: "biweekly",
        choices: [["weekly", "every week"], ["biweekly", "every two weeks"], ["semimonthly", "twice a month"], ["monthly", "once a month"]] },
      { name: "last_payday", label: "Date of your last pay stub", kind: "date", help: "The answer starts with your next check. If empty, you see the most that your remaining checks can contribute." },
    ],
  },
  {
    title: "Your plan’s rules",
    about: "Look in the summary plan description (SPD), or in the portal of your plan under contributions. “I don’t know” gives a range and the question for HR.",
    fields: [
      { name: "after_tax", label: "Does the plan take after-tax contributions?", kind: "rule",
        help: "In the SPD: “after-tax (non-Roth) contributions” or “voluntary after-tax”. In the portal: a third percentage next to pre-tax and Roth." },
      { name: "in_plan_conversion", label: "Can it convert after-tax money to Roth inside the plan?", kind: "rule",
        help: "“Roth in-plan conversion”, “in-plan Roth rollover” or “auto-convert”." },
      { name: "in_service_withdrawal", label: "Can after-tax money leave the plan while you work there?", kind: "rule",
        help: "“In-service withdrawal” or “in-service distribution” of after-tax money." },
      { name: "separate_account", label: "Is after-tax money kept in a separate account?", kind: "rule", first: "yes",
        help: "“Separate after-tax source”. Most plans do, so yes is assumed." },
      { name: "match", label: "Employer match", hint: "50% up to 6%, or $1,500", unknown: true,
        help: "Either a percentage of your contributions, up to a percentage of your pay, or a fixed amount a year. If empty: no match." },
    ],
  },
  {
    title: "So far this year",
    about: "From the last pay stub, year to date (YTD). If empty: nothing so far.",
    fields: [
      { name: "deferred", label: "Your deferrals, pre-tax and Roth", hint: "0" },
      { name: "after_tax_so_far", label: "Your after-tax contributions", hint: "0" },
      { name: "match_so_far", label: "The employer’s match", hint: "0" },
    ],
  },
  {
    title: "More",
    folded: true,
    fields: [
      { name: "bonus", label: "A bonus still to come", hint: "none" },
      { name: "bonus_month", label: "Paid in", kind: "choice", first: "12", choices: MONTHS.map((name, place) => [String(place + 1), name]) },
      { name: "year", label: "Plan year", hint: "this year", inputmode: "numeric" },
      { name: "filing_status", label: "Filing status", kind: "choice", first: "single",
        choices: [["single", "single"], ["married_joint", "married, filing jointly"], ["married_separate", "married, filing separately"],
          ["head_of_household", "head of household"], ["qualifying_surviving_spouse", "qualifying surviving spouse"]] },
      { name: "state", label: "State", kind: "choice", first: "", choices: [["", "not stated: no state tax is withheld"], ...STATES.map((one) => [one, one])] },
    ],
  },
];

export const RULES = RULE;
