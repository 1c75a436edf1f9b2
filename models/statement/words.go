package statement

// english are the small words that hold English together.
var english = set(`the a an of in on at by with from for to into over under across through as than and or but not so if when while because that which who
	what how why where our your their its my his her us them we you they i it this these those all every each any more most less some one two three
	about after before until since during within without between among against behind beyond per via up down out off back again together new good better
	best great big small high low fast faster slow long short early late first second last next first-class real right left own same other another
	many few much own open free full public private local global internal external main key core major minor clean safe secure simple easy easier
	clear modern digital online mobile remote strong stronger smart healthy happy human social strategic tactical technical financial legal annual monthly
	weekly daily quarterly automatic automated managed integrated connected shared trusted advanced improved enhanced responsible sustainable efficient
	effective resilient reliable scalable available aspirational accessible affordable independent national regional federal world-class user-loved
	electric medical customer-facing facing data-driven all-remote end-to-end e2e net-zero`)

// nouns are words of business and software that name things; titles are made of them.
var nouns = set(`access account accounts action activity address admin adoption advice agency agenda agent agreement alert alignment alliance alternative amount
	analysis analytics answer app application apps approach architecture area article asset assistant audience audit authority automation awareness
	backend backlog backup balance bank base baseline benchmark benefit board bonus book brand breach brief budget bug build business buyer calendar
	campaign candidate capability capacity capital career case catalog category cause center centre certificate chain champion change channel chart chat
	check checklist checkout choice churn city claim class client climate cloud cluster coach code collaboration comment commerce communication
	communications community company compensation competition compiler complaint compliance component condition conference confidence connection
	connector contact container content context contract control conversion copy cost council course coverage creation credit crisis culture currency
	customer cycle dashboard data database date day deal debt decision default defect defense delivery demand demo department deployment design desk
	developer development device directory discount discovery diversity document documentation domain downtime draft duty earth economy edge edition
	editor education effort election emission emissions employee employer energy engagement engine engineer engineering enterprise entry
	environment equipment equity error event evidence example excellence exchange executive expense experience experiment expert expertise exploration
	export exposure extension extensions face facility factor factory family farm feature feedback field file finance flow folder food forecast form
	format forum framework frontend function fund funnel future gap gate gateway goal governance government grant graph group growth guide guideline
	handbook handoff hardware head headcount health help hiring history home hospital hour house housing hub identity image impact impartiality
	implementation incident income index indexer industry inflation information infrastructure initiative innovation input insight insights inspection
	integration integrity intelligence interest interface internet interview inventory investment invoice issue item job journey justice kernel key
	knowledge lab label labor landing language latency launch law lead leader leadership learning lease legislation lesson level library license life
	line link list literacy loan location logistics loss loyalty machine mail maintenance management manager manual map margin market marketing
	marketplace master material matrix media meeting member memory merchant message method metric migration milestone mission mobile model module
	momentum money month morale mortgage movement name nation neighborhood network news newsletter note notification number object objective office
	officer onboarding operation operations opportunity option order organization organisation outage outcome output overhaul overview owner ownership
	package page pain panel paper parent parity part partner partnership party patch path patient pattern payment payments payroll peace people
	percentage performance period permission person personnel perspective phase phone pilot pipeline plan plant platform playbook player plugin point
	policy pool population portal portfolio position post poverty practice preparedness presence presentation press price pricing principle priority
	privacy problem procedure process procurement product production productivity profile profit program programme progress project promotion proof
	property proposal protection protocol prototype provider purchase purpose quality quarter query question queue rate readiness reality recognition
	record recovery recruiting recruitment reduction refactoring reference refresh refund region registration registry regulation relation relations
	relationship release relevance reliability renewal repository report reputation request requirement research residence resilience resolution resource
	response responsibility result results retention return revenue review revision reward risk road roadmap role room rule rules runtime safety
	salary sales sample satisfaction savings scale scaling schedule school science scope score screen script search season seat section sector
	security segment self-service seller server service services session setting settings setup shift shop signal silo site skill skills society
	software solution source space spec speed spend spike spin sponsor sprint stability stack staff stage stakeholder standard standards state station
	status step storage store story strategy stream structure student study style subscription subsidiary success suite summary supplier supply support
	surface survey sustainability switch system systems table talent target task tax team technology template term terms test testing text theme thing
	ticket time timeline title token tool toolkit tooling top topic tour tourism track trade traffic train training transaction transition
	transparency transport travel treasury trial triage trust tutorial type unit university upgrade uptime usability usage user utilization validation
	value variant vehicle vendor version veteran video view village vision visit voice volume vulnerability wage warehouse waste water way web website
	week welfare wellness wildcard wizard work worker workflow workforce workplace workshop workspace world year youth zone prop readiness law`)

// foreignWords are small words of other languages that English does not have.
var foreignWords = set(`wir und der das mit für zu zur zum ist sind ein eine einen einer auf bei nicht wollen werden soll durch von dem den des als auch unser
	unsere nous notre nos vos les des une pour dans avec est sont et que qui sur par aux plus leur ses ce cette nosotros nuestra nuestro el los las
	una del por para es y su sus queremos ser como mejor desde con noi nostro nostra il lo gli della delle che sono un essere nel alla
	nossa nosso os uma dos das em com são ao mais wij onze het een van voor zijn aan naar met niet ook worden vi och att en av på til af som
	er skal vil være vår våra är ett ja tai ve bir ile için biz na się od ze jest są nas chceme pro naše aby kita kami untuk dan yang dengan di`)
