package statement

// actVerbs name a piece of work that is done when it is done.
var actVerbs = set(`add agree answer approve arrange ask assign attend benchmark book bump buy call cancel change check choose clarify clean close collect
	compare compile configure confirm contact convert copy correct debug decide define delete describe discuss document download draft edit email
	estimate evaluate examine experiment explain explore fetch file fill find fix follow gather generate get hire identify inform install interview
	investigate invite list log mail mention merge move note obtain order organize organise outline patch plan post prepare present print prototype publish
	purchase read record reference refactor refer register remind remove rename reply report reproduce request research resize respond
	revert review revoke rotate scan schedule select send set share show sign sort spec split store submit summarize suppress survey
	switch sync talk test tidy translate triage troubleshoot try turn update upload verify visit watch write conduct hold create announce
	disable document establish proofread paint archive calculate count map measure script seed label tag rerun restart reset quote invoice repair tweak shoot
	analyse analyze assess`)

// buildVerbs open a project: something that is there when it is over.
var buildVerbs = set(`automate build centralize complete consolidate construct decommission deliver deploy deprecate design develop digitize digitalize digitise establish
	extend finish harden implement integrate internationalize introduce launch localize migrate modularize monitor move open overhaul
	perform pilot port rearchitect rebrand rebuild redesign reengineer refresh refactor refit relaunch release relocate remodel
	renovate reorganize replace replatform restructure retire revamp rework rewrite roll rollout ship split standardize start stop sunset support switch transition unify
	upgrade virtualize productize commission prototype incubate convert create offer publish secure set shut instrument merge move remove separate decouple expose adopt`)

// bareChanges promise a change and leave its size open.
var bareChanges = set(`improve increase enhance reduce simplify streamline optimize optimise boost raise decrease minimize minimise maximize maximise better
	accelerate lower lessen shorten tighten upgrade elevate deepen continue keep become encourage foster publicize communicate focus strive try be
	grow work use have feel enjoy make mature sharpen refine leverage speed ease increase broaden gain stay understand listen love
	push collaborate engage learn earn prioritize prioritise rethink show cut drop slow remain maintain balance expand nail`)

// directionVerbs set a course for a whole organisation.
var directionVerbs = set(`advance accelerate attract bolster catalyze champion combat conserve cultivate defend develop diversify drive embed elevate ensure expand foster fight
	grow harness invest lead maximize mobilize modernize modernise nurture pioneer position preserve promote protect reimagine reinforce renew restore
	revitalize safeguard scale shape steward strengthen support sustain tackle transform uphold win advocate counter confront unleash stimulate strengthen
	secure dominate internationalize penetrate professionalize recruit retain reinvent deliver enhance create build prevent end address meet encourage enforce
	demonstrate exercise optimize achieve realize produce utilize utilise capture become`)

// purposeVerbs say what an organisation is for.
var purposeVerbs = set(`empower enable help inspire give bring provide connect serve democratize unite enrich let equip nourish free make
	educate entertain delight celebrate unlock liberate fill organize bridge build create care protect champion support allow power`)

// pieces are things that one or two people make or change in days.
var pieces = set(`plan plans document documents post posts page pages video videos list lists policy spike poc template templates tip tips link links guide guides guideline
	guidelines decision presentation meeting slide slides deck note notes agenda script scripts banner button file files readme ticket tickets bug bugs crash
	typo tag tags flag flags config label labels screenshot screenshots photo photos rota advert form forms survey blog checklist comment article
	baseline baselines email emails mail letter invoice report summary diagram icon logo sign signs room rooms interview interviews call
	spec proposal memo minutes invitation calendar spreadsheet sheet test tests unit-test error errors warning message endpoint bucket branch changelog
	contract quote job advert entry field column module dependency compiler settings setting setup review audit analysis research exploration
	investigation guidebook questionnaire retrospective workshop training permission query leak memory docs documentation usage dive question questions metric`)

// works are things that projects build: systems, releases, programmes.
var works = set(`platform library system systems version release beta mvp alpha api apis sdk integration integrations toolkit dashboard dashboards tool tools infrastructure
	framework engine portal programme program campaign app apps application applications migration rollout roll-out redesign replacement refresh
	deployment plugin plugins network networks initiative project pilot phase suite editor console mode architecture product academy readiness service services backend frontend
	cluster database warehouse pipeline pipelines marketplace store website site module modules experience package packages prototype
	product preparedness implementation extension extensions feature features support automation modernization modernisation centre center hub lab park plant factory
	facility fleet van vans machines meter storage sso search sync offline engine ui library cli node gateway proxy scheduler registry index catalog
	catalogue degree curriculum membership course pass season identity login sign-on workspace overhaul transformation expansion upgrade construction refit playbook iteration`)

// abstracts are what strategies speak of: qualities and whole fields.
var abstracts = set(`economy economic opportunity opportunities equity equality innovation competitiveness climate prosperity workforce security nation national nationwide communities
	community rural urban global world sustainability sustainable resilient resilience democracy rights health education housing public trust transparency accountability
	leadership leader market markets revenue growth business businesses arr profit profitability industry governance knowledge capital culture diversity inclusion
	partnership partnerships safety heritage environment environmental energy water air quality excellence society social human customers citizens residents
	americans veterans families students workers employees talent people brand international regional countries country government federal state
	institution institutions science technology digital infrastructure development competition fairness integrity values stewardship well-being wellbeing peace justice law
	operations operational financial fiscal capacity capability capabilities services supply chain transition emissions future generations mobility homeownership agriculture
	nutrition poverty hunger learning teaching impact mission management collaboration strategic talent stakeholders engagement responsibility`)

// companyFigures are measures of a whole company, not of a team.
var companyFigures = set(`revenue revenues turnover profit profitability ebitda arr nps headcount`)

// wideWho are words that reach past any one organisation.
var wideWho = set(`everyone everybody nobody anyone anybody everywhere anywhere world world's worldwide humanity humankind lives life planet universe universal
	mankind generations earth children families neighbours human`)

// better are words that compare with today without a measure, or praise.
var better = set(`better faster easier stronger smarter happier safer cheaper cleaner simpler smoother quicker healthier clearer higher lower greater closer leaner deeper broader
	wider bigger fewer more less worldclass world-class best-in-class good great excellent outstanding exceptional effective effectiveness
	efficient efficiency efficiently effectively productive productivity delightful delight smooth smoothly awesome lovable loved user-loved customer-centric customer-driven
	data-driven data-informed modern proactive agile seamless seamlessly meaningful actionable easily valued happy responsive friendly reliable reliably
	transparent painful painless confidence satisfaction awareness morale happiness experience experiences reliability velocity usability quality clarity
	visibility communication relationships extraordinary proud prouder consistent consistently frequent frequently robust unnecessary responsibly responsibly
	popular aspirational high-quality trusted world class clear compelling belonging fast slow intuitive simple smart attractive engaging user-friendly readable standardization consistency`)
