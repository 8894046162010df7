/**
 * The divisions and groups of the common procurement vocabulary (CPV 2008, regulation (EC) 213/2008): the code without
 * its zeros at the end (two digits a division, three a group), its French and its English words.
 *
 * Origin: Publications Office of the European Union, OP-TED/eForms-SDK, translations/code_fr.xml, licence CC BY 4.0;
 * English words by xterr/cpv-codes (MIT). Changed: typography, a misprint.
 */
export const CPV = `03|Produits agricoles, de l’élevage, de la pêche, de la sylviculture et produits connexes|Agricultural, farming, fishing, forestry and related products
031|Produits agricoles et produits de l’horticulture|Agricultural and horticultural products
032|Céréales, pommes de terre, légumes, fruits et noix|Cereals, potatoes, vegetables, fruits and nuts
033|Produits agricoles, de la chasse et de la pêche|Farming, hunting and fishing products
034|Produits de la sylviculture et de l’exploitation forestière|Forestry and logging products
09|Produits pétroliers, combustibles, électricité et autres sources d’énergie|Petroleum products, fuel, electricity and other sources of energy
091|Combustibles|Fuels
092|Produits pétroliers, charbon et huiles|Petroleum, coal and oil products
093|Électricité, chauffage, énergie solaire et nucléaire|Electricity, heating, solar and nuclear energy
14|Produits d’exploitation des mines, métaux de base et produits connexes|Mining, basic metals and related products
142|Sable et argile|Sand and clay
143|Produits inorganiques chimiques et engrais minéraux|Chemical and fertiliser minerals
144|Sel et chlorure de sodium pur|Salt and pure sodium chloride
145|Produits connexes d’exploitation de mines et de carrières|Related mining and quarrying products
146|Minerais de métaux et alliages|Metal ores and alloys
147|Métaux de base|Basic metals
148|Produits minéraux non métalliques divers|Miscellaneous non-metallic mineral products
149|Matières premières de récupération|Recovered secondary raw materials
15|Produits alimentaires, boissons, tabac et produits connexes|Food, beverages, tobacco and related products
151|Produits de l’élevage, viande et produits à base de viande|Animal products, meat and meat products
152|Poisson préparé et conserves de poisson|Prepared and preserved fish
153|Fruits, légumes et produits connexes|Fruit, vegetables and related products
154|Huiles et graisses animales ou végétales|Animal or vegetable oils and fats
155|Produits laitiers|Dairy products
156|Produits de la minoterie, amidon et produits amylacés|Grain mill products, starches and starch products
157|Aliments pour animaux|Animal feedstuffs
158|Produits alimentaires divers|Miscellaneous food products
159|Boissons, tabac et produits connexes|Beverages, tobacco and related products
16|Machines agricoles|Agricultural machinery
161|Machines agricoles et sylvicoles pour la préparation ou la culture des sols|Agricultural and forestry machinery for soil preparation or cultivation
163|Moissonneuses|Harvesting machinery
164|Machines de pulvérisation à usage agricole ou horticole|Spraying machinery for agriculture or horticulture
165|Remorques et semi-remorques autochargeuses ou déchargeuses à usage agricole|Self-loading or unloading trailers and semi-trailers for agriculture
166|Machines spécialisées à usage agricole ou sylvicole|Specialist agricultural or forestry machinery
167|Tracteurs|Tractors
168|Pièces pour machines agricoles et sylvicoles|Parts of agricultural and forestry machinery
18|Vêtements, articles chaussants, bagages et accessoires|Clothing, footwear, luggage articles and accessories
181|Vêtements professionnels, vêtements de travail spéciaux et accessoires|Occupational clothing, special workwear and accessories
182|Vêtements d’extérieur|Outerwear
183|Articles d’habillement|Garments
184|Vêtements spéciaux et accessoires|Special clothing and accessories
185|Bijouterie, montres et articles connexes|Jewellery, watches and related articles
186|Fourrure et articles en fourrure|Furs and articles of fur
188|Articles chaussants|Footwear
189|Bagages, sellerie, sacs et sachets|Luggage, saddlery, sacks and bags
19|Produits en cuir et textiles, matériaux en plastique et en caoutchouc|Leather and textile fabrics, plastic and rubber materials
191|Cuir|Leather
192|Textiles et articles connexes|Textile fabrics and related items
194|Fil textile|Textile yarn and thread
195|Produits en caoutchouc et en plastique|Rubber and plastic materials
196|Déchets de cuir, déchets textiles, déchets de caoutchouc et déchets de plastique|Leather, textile, rubber and plastic waste
197|Caoutchouc et fibres synthétiques|Synthetic rubber and fibres
22|Imprimés et produits connexes|Printed matter and related products
221|Livres, brochures et dépliants imprimés|Printed books, brochures and leaflets
222|Journaux, revues spécialisées, périodiques et magazines|Newspapers, journals, periodicals and magazines
223|Cartes postales, cartes de vœux et autres imprimés|Postcards, greeting cards and other printed matter
224|Timbres, formules de chèque, billets de banque, actions, publicité professionnelle, catalogues et manuels|Stamps, cheque forms, banknotes, stock certificates, trade advertising material, catalogues and manuals
225|Plaques ou cylindres d’impression, autre matériel d’imprimerie|Printing plates or cylinders or other media for use in printing
226|Encre|Ink
228|Registres, livres comptables, classeurs, formulaires et autres articles de papeterie imprimés en papier ou en carton|Paper or paperboard registers, account books, binders, forms and other articles of printed stationery
229|Imprimés divers|Miscellaneous printed matter
24|Produits chimiques|Chemical products
241|Gaz|Gases
242|Colorants et pigments|Dyes and pigments
243|Produits chimiques organiques et inorganiques de base|Basic inorganic and organic chemicals
244|Engrais et composés azotés|Fertilisers and nitrogen compounds
245|Matières plastiques sous forme primaire|Plastics in primary forms
246|Explosifs|Explosives
249|Produits de chimie fine et produits de chimie variés|Fine and various chemical products
30|Machines, matériel et fourniture informatique et de bureau, excepté les meubles et logiciels|Office and computing machinery, equipment and supplies except furniture and software packages
301|Machines, matériel et fournitures de bureau, excepté ordinateurs, imprimantes et meubles|Office machinery, equipment and supplies except computers, printers and furniture
302|Matériel et fournitures informatiques|Computer equipment and supplies
31|Machines, appareils, équipements et consommables électriques\u202f; éclairage|Electrical machinery, apparatus, equipment and consumables; lighting
311|Moteurs, générateurs et transformateurs électriques|Electric motors, generators and transformers
312|Appareils de distribution et de commande électriques|Electricity distribution and control apparatus
313|Fils et câbles isolés|Insulated wire and cable
314|Accumulateurs, piles et batteries primaires|Accumulators, primary cells and primary batteries
315|Appareils d’éclairage et lampes électriques|Lighting equipment and electric lamps
316|Matériel électrique|Electrical equipment and apparatus
317|Fournitures électroniques, électromécaniques et électrotechniques|Electronic, electromechanical and electrotechnical supplies
32|Équipements et appareils de radio, de télévision, de communication, de télécommunication et équipements connexes|Radio, television, communication, telecommunication and related equipment
322|Appareils émetteurs de radiotéléphonie, de radiotélégraphie, de radiodiffusion et de télévision|Transmission apparatus for radiotelephony, radiotelegraphy, radio broadcasting and television
323|Récepteurs de télévision et de radio et appareils d’enregistrement ou de reproduction du son ou de l’image|Television and radio receivers, and sound or video recording or reproducing apparatus
324|Réseaux|Networks
325|Matériel de télécommunications|Telecommunications equipment and supplies
33|Matériels médicaux, pharmaceutiques et produits de soins personnels|Medical equipments, pharmaceuticals and personal care products
331|Équipements médicaux|Medical equipments
336|Produits pharmaceutiques|Pharmaceutical products
337|Produits de soins personnels|Personal care products
339|Équipement et fournitures pour autopsie et à usage mortuaire|Post-mortem and mortuary equipment and supplies
34|Équipement de transport et produits auxiliaires pour le transport|Transport equipment and auxiliary products to transportation
341|Véhicules à moteur|Motor vehicles
342|Carrosseries, remorques ou semi-remorques de véhicules|Vehicle bodies, trailers or semi-trailers
343|Pièces détachées et accessoires pour véhicules et moteurs de véhicules|Parts and accessories for vehicles and their engines
344|Motos, bicyclettes et side-cars|Motorcycles, bicycles and sidecars
345|Navires et bateaux|Ships and boats
346|Locomotives et matériel roulant de chemin de fer et de tramway et pièces détachées|Railway and tramway locomotives and rolling stock and associated parts
347|Aéronefs et spationefs|Aircraft and spacecraft
349|Équipement de transport et pièces détachées divers|Miscellaneous transport equipment and spare parts
35|Équipement de sécurité, de lutte contre l’incendie, de police et de défense|Security, fire-fighting, police and defence equipment
351|Matériel de secours et de sécurité|Emergency and security equipment
352|Équipement de police|Police equipment
353|Armes, munitions et pièces associées|Weapons, ammunition and associated parts
354|Véhicules militaires et pièces connexes|Military vehicles and associated parts
355|Navires de guerre et pièces connexes|Warships and associated parts
356|Avions, missiles et spationefs militaires|Military aircrafts, missiles and spacecrafts
357|Systèmes électroniques militaires|Military electronic systems
358|Équipement individuel et de soutien|Individual and support equipment
37|Instruments de musique, articles de sport, jeux, jouets, articles pour artisanat, articles pour travaux artistiques et accessoires|Musical instruments, sport goods, games, toys, handicraft, art materials and accessories
373|Instruments de musique et pièces pour instruments de musique|Musical instruments and parts
374|Articles et équipements de sport|Sports goods and equipment
375|Jeux et jouets\u202f; attractions foraines|Games and toys; fairground amusements
378|Fournitures pour travaux d’artisanat et travaux artistiques|Handicraft and art supplies
38|Équipements de laboratoire, d’optique et de précision (excepté les lunettes)|Laboratory, optical and precision equipments (excl. glasses)
381|Instruments de navigation et de météorologie|Navigational and meteorological instruments
382|Instruments géologiques et géophysiques|Geological and geophysical instruments
383|Instruments de mesure|Measuring instruments
384|Instruments de contrôle de propriétés physiques|Instruments for checking physical characteristics
385|Appareils de contrôle et d’essai|Checking and testing apparatus
386|Instruments d’optique|Optical instruments
387|Horloges de pointage et compteurs similaires\u202f; parcmètres|Time registers and the like; parking meters
388|Équipement de commande des processus industriels et matériel de télécommande|Industrial process control equipment and remote-control equipment
389|Instruments divers d’évaluation ou de test|Miscellaneous evaluation or testing instruments
39|Meubles (y compris les meubles de bureau), aménagements, appareils électroménagers (à l’exclusion de l’éclairage) et produits de nettoyage|Furniture (incl. office furniture), furnishings, domestic appliances (excl. lighting) and cleaning products
391|Mobilier|Furniture
392|Aménagements|Furnishing
393|Équipement divers|Miscellaneous equipment
395|Articles textiles|Textile articles
397|Appareils ménagers|Domestic appliances
398|Produits de nettoyage et produits à polir|Cleaning and polishing products
41|Eau collectée et purifiée|Collected and purified water
411|Eau brute|Natural water
42|Machines industrielles|Industrial machinery
421|Machines de production et d’utilisation de la puissance mécanique|Machinery for the production and use of mechanical power
422|Machines utilisées pour le traitement des aliments, des boissons et du tabac et pièces accessoires|Machinery for food, beverage and tobacco processing and associated parts
423|Fourneaux, incinérateurs et fours industriels ou de laboratoire|Industrial or laboratory furnaces, incinerators and ovens
424|Matériel de levage et de manutention et pièces détachées|Lifting and handling equipment and parts
425|Matériel de réfrigération et de ventilation|Cooling and ventilation equipment
426|Machines-outils|Machine tools
427|Machines pour l’industrie du textile, de l’habillement et du cuir|Machinery for textile, apparel and leather production
428|Machines de fabrication du papier ou du carton|Machinery for paper or paperboard production
429|Machines diverses à usage général et à usage spécial|Miscellaneous general and special-purpose machinery
43|Équipement minier, équipement pour l’exploitation de carrières, matériel de construction|Machinery for mining, quarrying, construction equipment
431|Équipement minier|Mining equipment
432|Machines de terrassement et d’excavation et pièces détachées|Earthmoving and excavating machinery, and associated parts
433|Machines et équipement pour la construction|Construction machinery and equipment
434|Machines de traitement des minéraux et de formage des moules de fonderie|Mineral-processing and foundry mould-forming machinery
435|Véhicules à chenilles|Track-laying vehicles
436|Pièces pour machines pour les industries excavatrices et la construction|Parts of machinery for mining, quarrying and construction
437|Machines de métallurgie et pièces associées|Machinery for metallurgy and associated parts
438|Équipement d’atelier|Workshop equipment
44|Matériaux et structures de construction\u202f; produits auxiliaires pour la construction (à l’exception des appareils électriques)|Construction structures and materials; auxiliary products to construction (except electric apparatus)
441|Matériaux de construction et articles connexes|Construction materials and associated items
442|Produits structurels|Structural products
443|Câble, fil métallique et produits connexes|Cable, wire and related products
444|Produits fabriqués divers et éléments connexes|Miscellaneous fabricated products and related items
445|Outils, serrures, clés, charnières, fermoirs, chaînes et ressorts|Tools, locks, keys, hinges, fasteners, chain and springs
446|Citernes, réservoirs, conteneurs\u202f; radiateurs et chaudières de chauffage central|Tanks, reservoirs and containers; central-heating radiators and boilers
448|Peintures, vernis et mastics|Paints, varnishes and mastics
449|Pierre de construction, chaux, gypse et ardoise|Stone for construction, limestone, gypsum and slate
45|Travaux de construction|Construction work
451|Travaux de préparation de chantier|Site preparation work
452|Travaux de construction complète ou partielle et travaux de génie civil|Works for complete or part construction and civil engineering work
453|Travaux d’équipement du bâtiment|Building installation work
454|Travaux de parachèvement de bâtiment|Building completion work
455|Location de machines et de matériel de construction et de génie civil avec opérateur|Hire of construction and civil engineering machinery and equipment with operator
48|Logiciels et systèmes d’information|Software package and information systems
481|Logiciels pour l’industrie|Industry specific software package
482|Logiciels de réseau d’internet et d’intranet|Networking, Internet and intranet software package
483|Logiciels de création de documents, de dessin, de synthèse d’images, de planification et de productivité|Document creation, drawing, imaging, scheduling and productivity software package
484|Logiciels de transactions commerciales et de transactions personnelles|Business transaction and personal business software package
485|Logiciels de communications et multimédias|Communication and multimedia software package
486|Logiciels de bases de données et d’exploitation|Database and operating software package
487|Logiciels utilitaires|Software package utilities
488|Systèmes d’information et serveurs|Information systems and servers
489|Logiciels et systèmes informatiques divers|Miscellaneous software package and computer systems
50|Services de réparation et d’entretien|Repair and maintenance services
501|Services de réparation et d’entretien de véhicules et d’équipements associés et services connexes|Repair, maintenance and associated services of vehicles and related equipment
502|Services de réparation, d’entretien et services connexes relatifs au matériel de transport aérien, ferroviaire, routier et maritime|Repair, maintenance and associated services related to aircraft, railways, roads and marine equipment
503|Services de réparation, d’entretien et services connexes relatifs aux ordinateurs personnels, au matériel de bureau, au matériel de télécommunications et au matériel audiovisuel|Repair, maintenance and associated services related to personal computers, office equipment, telecommunications and audio-visual equipment
504|Services de réparation et d’entretien de matériel médical et de matériel de précision|Repair and maintenance services of medical and precision equipment
505|Services de réparation et d’entretien de pompes, de vannes, de robinets, de conteneurs en métal et de machines|Repair and maintenance services for pumps, valves, taps and metal containers and machinery
506|Services de réparation et d’entretien des matériels de défense et de sécurité|Repair and maintenance services of security and defence materials
507|Services de réparation et d’entretien d’installations de bâtiments|Repair and maintenance services of building installations
508|Services divers d’entretien et de réparation|Miscellaneous repair and maintenance services
51|Services d’installation (à l’exception des logiciels)|Installation services (except software)
511|Services d’installation de matériel électrique et mécanique|Installation services of electrical and mechanical equipment
512|Services d’installation de matériel de mesure, de contrôle, d’essai et de navigation|Installation services of equipment for measuring, checking, testing and navigating
513|Services d’installation de matériel de communications|Installation services of communications equipment
514|Services d’installation de matériel médical et chirurgical|Installation services of medical and surgical equipment
515|Services d’installation de machines et d’équipements|Installation services of machinery and equipment
516|Services d’installation d’ordinateurs et de matériel de bureau|Installation services of computers and office equipment
517|Services d’installation de matériel de protection contre l’incendie|Installation services of fire protection equipment
518|Services d’installation de conteneurs en métal|Installation services of metal containers
519|Services d’installation de systèmes de guidage et de commande|Installation services of guidance and control systems
55|Services d’hôtellerie, de restauration et de commerce au détail|Hotel, restaurant and retail trade services
551|Services d’hôtellerie|Hotel services
552|Campings et autre hébergement non hôtelier|Camping sites and other non-hotel accommodation
553|Services de restaurant et services de personnel en salle|Restaurant and food-serving services
554|Services de débits de boissons|Beverage-serving services
555|Services de cantine et service traiteur|Canteen and catering services
559|Services de vente au détail|Retail trade services
60|Services de transport (à l’exclusion du transport des déchets)|Transport services (excl. waste transport)
601|Services de transport routier|Road transport services
602|Services de transport ferroviaire|Railway transport services
603|Services de transport par pipeline|Pipeline transport services
604|Services de transport aérien|Air transport services
605|Services de transport spatial|Space transport services
606|Services de transport par voie d’eau|Water transport services
63|Services d’appui et services auxiliaires dans le domaine des transports, services des agences de voyages|Supporting and auxiliary transport services; travel agencies services
631|Services de manutention et d’entreposage de cargaisons|Cargo handling and storage services
635|Services d’agences de voyages, de voyagistes et d’assistance aux touristes|Travel agency, tour operator and tourist assistance services
637|Services d’appui dans le domaine des transports terrestres, maritimes et aériens|Support services for land, water and air transport
64|Services des postes et télécommunications|Postal and telecommunications services
641|Services postaux et services de courrier|Post and courier services
642|Services de télécommunications|Telecommunications services
65|Services publics|Public utilities
651|Distribution d’eau et services connexes|Water distribution and related services
652|Distribution de gaz et services connexes|Gas distribution and related services
653|Distribution d’électricité et services connexes|Electricity distribution and related services
654|Autres sources d’approvisionnement en énergie et leur distribution|Other sources of energy supplies and distribution
655|Services de lecture de compteurs|Meter reading service
66|Services financiers et d’assurance|Financial and insurance services
661|Services bancaires et d’investissement|Banking and investment services
665|Services d’assurance et services de retraite|Insurance and pension services
666|Services de trésorerie|Treasury services
667|Services de réassurance|Reinsurance services
70|Services immobiliers|Real estate services
701|Services immobiliers propres|Real estate services with own property
702|Services de crédit-bail ou de location de biens immobiliers propres|Renting or leasing services of own property
703|Services d’agence immobilière prestés pour le compte de tiers|Real estate agency services on a fee or contract basis
71|Services d’architecture, services de construction, services d’ingénierie et services d’inspection|Architectural, construction, engineering and inspection services
712|Services d’architecture|Architectural and related services
713|Services d’ingénierie|Engineering services
714|Services d’urbanisme et d’architecture paysagère|Urban planning and landscape architectural services
715|Services relatifs à la construction|Construction-related services
716|Services d’essais techniques, services d’analyses et services de conseil|Technical testing, analysis and consultancy services
717|Services de surveillance et de contrôle|Monitoring and control services
718|Services de conseil en matière d’approvisionnement en eau et services de conseil en matière de déchets|Consulting services for water-supply and waste consultancy
719|Services de laboratoire|Laboratory services
72|Services de technologies de l’information, conseil, développement de logiciels, internet et appui|IT services: consulting, software development, Internet and support
721|Services de conseil en matériel informatique|Hardware consultancy services
722|Services de programmation et de conseil en logiciels|Software programming and consultancy services
723|Services de commutation de données|Data services
724|Services internet|Internet services
725|Services informatiques|Computer-related services
726|Services d’assistance et de conseils informatiques|Computer support and consultancy services
727|Services de réseaux informatiques|Computer network services
728|Services d’audit informatique et services d’essai informatique|Computer audit and testing services
729|Services de secours informatique et services informatiques de conversion de catalogues|Computer back-up and catalogue conversion services
73|Services de recherche et développement et services de conseil connexes|Research and development services and related consultancy services
731|Services de recherche et développement expérimental|Research and experimental development services
732|Services de conseil en recherche et développement|Research and development consultancy services
733|Conception et exécution dans le domaine de la recherche et du développement|Design and execution of research and development
734|Services de recherche et développement en matière de matériels de sécurité et de défense|Research and Development services on security and defence materials
75|Services de l’administration publique, de la défense et de la sécurité sociale|Administration, defence and social security services
751|Services de l’administration publique|Administration services
752|Prestations de services pour la collectivité|Provision of services to the community
753|Services de sécurité sociale obligatoire|Compulsory social security services
76|Services relatifs à l’industrie du pétrole et du gaz|Services related to the oil and gas industry
761|Services professionnels relatifs à l’industrie du gaz|Professional services for the gas industry
762|Services professionnels relatifs à l’industrie pétrolière|Professional services for the oil industry
763|Services de forage|Drilling services
764|Services de positionnement d’appareils de forage|Rig-positioning services
765|Services onshore et offshore|Onshore and offshore services
766|Services de contrôle de pipelines|Pipeline-inspection services
77|Services agricoles, sylvicoles, horticoles, d’aquaculture et d’apiculture|Agricultural, forestry, horticultural, aquacultural and apicultural services
771|Services agricoles|Agricultural services
772|Services sylvicoles|Forestry services
773|Services horticoles|Horticultural services
774|Services zoologiques|Zoological services
775|Services d’élevage|Animal husbandry services
776|Services liés à la chasse|Hunting services
777|Services liés à la pêche|Services incidental to fishing
778|Services liés à l’aquaculture|Aquaculture services
779|Services liés à l’apiculture|Apiculture services
79|Services aux entreprises\u00a0: droit, marketing, conseil, recrutement, impression et sécurité|Business services: law, marketing, consulting, recruitment, printing and security
791|Services juridiques|Legal services
792|Services de comptabilité, services d’audit et services fiscaux|Accounting, auditing and fiscal services
793|Études de marché et recherche économique\u202f; sondages et statistiques|Market and economic research; polling and statistics
794|Conseil en affaires et en gestion et services connexes|Business and management consultancy and related services
795|Services d’appui bureautiques|Office-support services
796|Services de recrutement|Recruitment services
797|Services d’enquête et de sécurité|Investigation and security services
798|Services d’impression et services connexes|Printing and related services
799|Services divers aux entreprises et services connexes|Miscellaneous business and business-related services
80|Services d’enseignement et de formation|Education and training services
801|Services d’enseignement primaire|Primary education services
802|Services d’enseignement secondaire|Secondary education services
803|Services d’enseignement supérieur|Higher education services
804|Services d’éducation des adultes et autres services d’enseignement|Adult and other education services
805|Services de formation|Training services
806|Services de formation dans le domaine des équipements militaires et de sécurité|Training services in defence and security materials
85|Services de santé et services sociaux|Health and social work services
851|Services de santé|Health services
852|Services vétérinaires|Veterinary services
853|Services d’action sociale et services connexes|Social work and related services
90|Services d’évacuation des eaux usées et d’élimination des déchets, services d’hygiénisation et services relatifs à l’environnement|Sewage, refuse, cleaning and environmental services
904|Services des eaux usées|Sewage services
905|Services liés aux déchets et aux ordures|Refuse and waste related services
906|Services de propreté et d’hygiénisation en milieu urbain ou rural, et services connexes|Cleaning and sanitation services in urban or rural areas, and related services
907|Services relatifs à l’environnement|Environmental services
909|Services de nettoyage et d’hygiène|Cleaning and sanitation services
92|Services récréatifs, culturels et sportifs|Recreational, cultural and sporting services
921|Services cinématographiques et services vidéo|Motion picture and video services
922|Services de radio et de télévision|Radio and television services
923|Services de divertissement|Entertainment services
924|Services d’agences de presse|News-agency services
925|Services de bibliothèques, archives, musées et autres services culturels|Library, archives, museums and other cultural services
926|Services sportifs|Sporting services
927|Services de cybercafé|Cybercafé services
98|Autres services communautaires, sociaux et personnels|Other community, social and personal services
981|Services des organisations associatives|Membership organisation services
982|Services de conseil en matière d’égalité des chances|Equal opportunities consultancy services
983|Services divers|Miscellaneous services
985|Ménages privés employant du personnel|Private households with employed persons
989|Services prestés par des organisations et des organismes extra-territoriaux|Services provided by extra-territorial organisations and bodies`;
