/**
 * Words, names and walks over a keyboard that people put in passwords, folded (no capitals, no accents, no signs).
 * Not a list of passwords: password-rules.ts refuses whatever is little more than two of these and some digits, which
 * is some millions of them.
 */
export const COMMON_WORDS: readonly string[] = `
password passwort passwd passe motdepasse motpasse pass passer mdp secret secrete secrets identifiant login admin
administrator administrateur administratrice root user username utilisateur guest invite test testing tester teste demo1
default changeme changezmoi changer changemoi temporaire temporary provisoire welcome welcometo bienvenue bienvenu bonjour
bonsoir salut coucou hello hellothere letmein letmeinnow trustno1 iloveyou ilovey jetaime jetadore moncoeur monamour
moncheri macherie amour amourdemavie love lover lovely loveme forever toujours bisous bisou cheri cherie coeur doudou
loulou loulou1 nounours poupee princesse princess prince reine queen king kings sunshine soleil sunflower lune etoile
star stars starwars superstar superman batman spiderman ironman pokemon pikachu naruto dragon dragonball dragons licorne
unicorn pegasus phoenix monkey monkeys singe tigre tiger tigers lion lions loup wolf wolves ours bear panda dauphin
dolphin papillon butterfly chaton chatte chien chiens chienne minou minette felix medor rex kitty hellokitty puppy
football footballer foot rugby tennis basket basketball baseball hockey judo karate cheval chevaux poney champion champions
marseille paris parissg psg olympique allezlom allezles bleus lyon lille nantes rennes brest toulouse bordeaux
montpellier grenoble strasbourg bretagne breizh corsica corse alsace provence auvergne normandie france francais
francaise french europe afrique algerie maroc tunisie portugal espagne italia italie london liverpool chelsea arsenal
manchester barcelona madrid realmadrid juventus america usa canada quebec
azerty azertyu azertyui azertyuio azertyuiop azert azer qsdf qsdfg qsdfgh qsdfghj qsdfghjk qsdfghjkl qsdfghjklm wxcv
wxcvb wxcvbn poiuytreza mlkjhgfdsq nbvcxw qwerty qwertyu qwertyui qwertyuio qwertyuiop qwert qwer asdf asdfg asdfgh
asdfghj asdfghjk asdfghjkl zxcv zxcvb zxcvbn zxcvbnm poiuytrewq lkjhgfdsa mnbvcxz qwertz qwertzuiop yxcvbnm
1qaz 2wsx 3edc 4rfv 5tgb 6yhn 7ujm 1qaz2wsx 1qaz2wsx3edc 1qaz2wsx3edc4rfv qazwsx qazwsxedc qazwsxedcrfv zaqxsw zaqxswcde
zaq12wsx 1q2w3e 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y q1w2e3 q1w2e3r4 q1w2e3r4t5 1a2z3e 1a2z3e4r 1a2z3e4r5t 1a2z3e4r5t6y
a1z2e3 a1z2e3r4 a1z2e3r4t5 aqwzsx aqwzsxedc azeqsd azeqsdwxc wqaxsz abcd abcde abcdef abcdefg abcdefgh abcdefghi
abc123 a1b2c3 a1b2c3d4 a1b2c3d4e5 a1b2c3d4e5f6 aaaa bbbb xxxx zzzz asdfasdf qwerqwer blabla blablabla tralala lalala
lala haha hahaha toto tata titi tutu toto1 tototata foobar whatever whatever1 nothing rien jenesaispas jesaispas
jecomprendspas motdepasseoublie oublie oublier forgot forgotten nopassword sansmotdepasse monmotdepasse mypassword
thepassword yourpassword newpassword nouveau nouveaumotdepasse oldpassword
chocolat chocolate nutella caramel vanille fraise cerise cerises banane orange pomme citron ananas melon cookie cookies
bonbon gateau fromage camembert baguette croissant pizza burger biere vodka whisky champagne bordeaux1 raisin vigne
jardin jardins maison campagne montagne plage vacances voyage soleils fleur fleurs rose roses marguerite tulipe violette
lavande orchidee jasmin printemps summer winter spring autumn automne hiver lundi mardi mercredi jeudi vendredi samedi
dimanche monday tuesday wednesday thursday friday saturday sunday janvier fevrier mars avril juin juillet aout septembre
octobre novembre decembre january february march april june july august september october november december
famille family maman papa mamie papi papy frere soeur enfant enfants bebe baby babygirl babyboy mother father brother
sister friend friends copain copine amis amie amies meilleur mariage liberte egalite fraternite bonheur heureux heureuse
happy happiness smile sourire chance lucky espoir paradis paradise heaven angel angels ange angelo diable devil demon
jesus jesuschrist christ dieu bonjesus marie maria joseph allah inchallah bismillah mohamed mohammed muhammad blessed
music musique guitare guitar piano metal rock rocknroll metallica nirvana beatles slipknot eminem rihanna shakira
johnny johnnyhallyday mylene goldman renaud brassens tintin asterix obelix mickey mickeymouse minnie donald simba bambi
bart simpson homer scooby snoopy garfield barbie winnie winniethepooh tigger harry harrypotter potter hermione dobby
voldemort gandalf frodo hobbit matrix terminator rambo rocky jedi vador skywalker yoda zelda mario supermario luigi sonic
minecraft fortnite roblox warcraft starcraft counter counterstrike playstation xbox nintendo gamer games gaming
computer ordinateur internet google facebook twitter instagram youtube microsoft windows linux ubuntu apple iphone
samsung android orange1 wanadoo hotmail gmail yahoo outlook server serveur database system systeme network reseau
company entreprise societe bureau office travail work boulot chef patron direction directeur directrice comptable
comptabilite compta secretaire secretariat accueil contact equipe team association asso cooperative coop collectif
federation solidaire solidarite partage ensemble territoire pole ptce mutualisation mutualiser salle salles reunion
reunions reservation reserver structure structures adherent adherents membre membres benevole benevoles president
presidente tresorier tresoriere grappe
ferrari porsche mercedes renault peugeot citroen clio twingo kangoo scenic megane audi toyota honda yamaha suzuki harley
davidson camion voiture moto velo bicyclette avion bateau train
hunter shadow master killer ninja samurai warrior guerrier soldier soldat general captain capitaine pirate corsaire ranger
access superuser security securite private prive confidential public monkey1 freedom mustang jordan michael jennifer
thunder eclair tonnerre silver argent gold diamond diamant cristal crystal saphir emeraude rubis perle turquoise violet
purple yellow jaune rouge bleue blanc blanche noir noire vert verte black white blue green orange2 pink
un deux trois quatre cinq six sept huit neuf dix undeux undeuxtrois troisquatre one two three four five onetwothree
douze treize cent mille million zero zerosept bond jamesbond double
aaron adam adele adrien agathe agnes ahmed alain albane albert alex alexandra alexandre alexia alexis alice alicia aline
alison alizee amandine ambre amelie amina anais andre andrea andrew angela angelique anna anne annie anthony antoine
antonio ariane armand arnaud arthur ashley astrid aubin aude audrey aurelie aurelien aurore axel baptiste barbara bastien
beatrice benedicte benjamin benoit bernadette bernard bertrand brahim brandon brigitte bruno camille candice carine carla
carmen carole caroline catherine cecile cedric celeste celia celine chantal charlene charles charlie charlotte chloe
christelle christian christiane christine christophe christopher claire clara claude claudia claudine clement clementine
clotilde colette coralie corentin corinne cyril cyrille damien daniel daniele danielle david deborah delphine denis denise
diana didier dimitri dominique dorian dylan edouard eleonore elias elisa elisabeth elise elodie eloise emilie emily emma
emmanuel emmanuelle enzo eric estelle esteban ethan etienne eugenie evelyne fabien fabienne fabrice fanny farid fatima
fatiha faustine fernand flavie florence florent florian france1 francine francis francois francoise frank franck frederic
frederique gabin gabriel gabrielle gael gaelle gaetan gaspard genevieve george georges gerald geraldine gerard germain
ghislaine gilbert gilles ginette gisele gregoire gregory guillaume gustave gwendoline hassan helena helene heloise henri
herve hugo ibrahim ines irene isabelle ismael ivan jacqueline jacques jamel james jason jean jeanne jeannine jeremie jeremy
jerome jessica joanna jocelyne joel joelle johan john jonas jonathan jose josephine josette joshua josiane julia julian
julie julien juliette justin justine karim karine kevin killian laetitia lara laura laure laurence laurent laurie lea
leila lena leo leon leonard leonie lilian liliane lina lionel lisa lise loic lola lorenzo louis louisa louise louna luca
lucas lucie lucien lucienne ludivine ludovic lydia lydie mael maelle maeva magali malik manon manuel marc marcel
margaux margot marguerite1 mariam marianne marie1 marielle marine marion marius marlene martin martine maryse mateo mathias
mathieu mathilde mathis matteo matthew matthieu maurice maxence maxime maxim mehdi melanie melina melissa melodie michel
michele micheline miguel mireille mohamed1 monique morgan morgane mourad muriel mustapha myriam nabil nadege nadia nadine
natacha natasha natalia nathalie nathan nathanael nicolas nicole nina noah noel noemie nora norbert odette odile oceane
olga olivia olivier omar oscar pamela pascal pascale patrice patricia patrick paul paula paulette pauline pedro perrine
peter philippe pierre pierrette quentin rachel rachid raphael raphaelle raymond rebecca regis regine remi remy renaud1 rene
renee richard robert robin rodolphe roger roland romain romane romeo ronald rosalie rose1 roxane ruben rudy sabine sabrina
sacha said salma salome samantha samia samir samuel samy sandra sandrine sara sarah sebastien serge severine sheila simon
simone sofia sofiane solange solene sonia sophia sophie stella stephane stephanie steve steven sullivan suzanne sybille
sylvain sylvette sylvia sylviane sylvie tania tatiana teddy teresa thibault thibaut theo theodore theophile therese thierry
thomas tiffany timothee tiphaine tom tony tristan valentin valentine valerie vanessa veronique victoire victor victoria
vincent violaine virginie viviane walter wilfried william william1 xavier yann yannick yasmine yassine yoann yohan yolande
yves yvette yvonne zacharie zoe
jean1 jeanpierre jeanclaude jeanluc jeanmarc jeanmichel jeanpaul jeanjacques jeanfrancois annemarie anneclaire mariepierre
marieclaire marietherese charlesdegaulle degaulle napoleon macron
arrivederci ciao hola amigo amigos buenosdias guten morgen hallo danke schatz ichliebedich teamo tequiero contrasena
correct horse battery staple correcthorsebatterystaple
international internationale information informations communication administration responsable developpement
organisation organization universite university professeur etudiant etudiante infirmiere medecin docteur doctor pompier
police gendarme militaire avocat boulanger boucher cuisine cuisinier coiffeur coiffure chauffeur
unbelievable wonderful beautiful magnifique fantastique extraordinaire formidable incroyable impossible anniversaire
birthday christmas joyeuxnoel bonneannee bonneanne newyear halloween
fuck fuckyou fuckoff asshole bitch shit merde putain connard connasse salope encule enculer niquetamere nique bordel
sexy sexe porn porno pussy dick bite couille couilles cul foutre
`
  .trim()
  .split(/\s+/);
