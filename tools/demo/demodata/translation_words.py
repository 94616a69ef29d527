"""A phrase book of English, French and Spanish: nouns, adjectives, other words, phrases."""

from __future__ import annotations

from dataclasses import dataclass

from .text import words


@dataclass(frozen=True)
class Noun:
    """A noun with its genders ("m" or "f"); the first English word is the usual one."""

    english: tuple[str, ...]
    french: str
    french_gender: str
    spanish: str
    spanish_gender: str
    kind: str


@dataclass(frozen=True)
class Adjective:
    """An adjective with its masculine and feminine forms.

    Attributes
    ----------
    kind : str
        What it describes: "any", "thing", "alive", "colour" (not of people).
    before : str
        Languages in which it comes before the noun: "fr", "fr+es" or "-".
    """

    english: tuple[str, ...]
    french: tuple[str, str]
    spanish: tuple[str, str]
    kind: str
    before: str


# English, French, gender, Spanish, gender. Synonyms are separated by slashes, words by "_".
_NOUNS = {
    "people": """
        man homme m hombre m, woman femme f mujer f, boy garçon m chico m, girl fille f chica f,
        child enfant m niño m, friend ami m amigo m, teacher professeur m profesor m,
        doctor médecin m médico m, student étudiant m estudiante m, baby bébé m bebé m,
        king roi m rey m, queen reine f reina f, neighbour/neighbor voisin m vecino m""",
    "family": """
        mother mère f madre f, father père m padre m, brother frère m hermano m,
        sister sœur f hermana f, son fils m hijo m, daughter fille f hija f, uncle oncle m tío m,
        aunt tante f tía f, grandmother grand-mère f abuela f, grandfather grand-père m abuelo m,
        husband mari m marido m, wife femme f esposa f, cousin cousin m primo m""",
    "animal": """
        dog chien m perro m, cat chat m gato m, horse cheval m caballo m, cow vache f vaca f,
        pig cochon m cerdo m, bird oiseau m pájaro m, fish poisson m pez m,
        mouse souris f ratón m, rabbit lapin m conejo m, lion lion m león m, tiger tigre m tigre m,
        bear ours m oso m, wolf loup m lobo m, fox renard m zorro m, duck canard m pato m,
        bee abeille f abeja f, butterfly papillon m mariposa f, frog grenouille f rana f,
        elephant éléphant m elefante m, monkey singe m mono m, snake serpent m serpiente f,
        spider araignée f araña f, goat chèvre f cabra f, turtle tortue f tortuga f,
        animal animal m animal m""",
    "food": """
        apple pomme f manzana f, orange orange f naranja f, lemon citron m limón m,
        banana banane f plátano m, egg œuf m huevo m, potato pomme_de_terre f patata f,
        tomato tomate f tomate m, carrot carotte f zanahoria f, onion oignon m cebolla f,
        strawberry fraise f fresa f, pear poire f pera f, cherry cerise f cereza f,
        cake gâteau m pastel m""",
    "mass": """
        bread pain m pan m, cheese fromage m queso m, meat viande f carne f, rice riz m arroz m,
        butter beurre m mantequilla f, sugar sucre m azúcar m, salt sel m sal f,
        soup soupe f sopa f, chocolate chocolat m chocolate m, chicken poulet m pollo m,
        honey miel m miel f, ice_cream glace f helado m,
        water eau f agua f, milk lait m leche f, wine vin m vino m""",
    "drink": "coffee café m café m, tea thé m té m, beer bière f cerveza f, juice jus m zumo m",
    "thing": """
        table table f mesa f, chair chaise f silla f, bed lit m cama f, door porte f puerta f,
        window fenêtre f ventana f, book livre m libro m, car voiture f coche m,
        bicycle/bike vélo m bicicleta f, boat bateau m barco m, train train m tren m,
        bus bus m autobús m, plane/airplane avion m avión m, key clé f llave f,
        lamp lampe f lámpara f, clock horloge f reloj m, watch montre f reloj m,
        cup tasse f taza f, glass verre m vaso m, plate assiette f plato m,
        knife couteau m cuchillo m, fork fourchette f tenedor m, spoon cuillère f cuchara f,
        bottle bouteille f botella f, box boîte f caja f, bag sac m bolsa f,
        hat chapeau m sombrero m, shirt chemise f camisa f, shoe chaussure f zapato m,
        dress robe f vestido m, coat manteau m abrigo m, phone/telephone téléphone m teléfono m,
        computer ordinateur m ordenador m, letter lettre f carta f, newspaper journal m periódico m,
        gift/present cadeau m regalo m, ball balle f pelota f, pen stylo m bolígrafo m,
        pencil crayon m lápiz m, umbrella parapluie m paraguas m, ticket billet m billete m,
        mirror miroir m espejo m, toy jouet m juguete m""",
    "body": """
        hand main f mano f, head tête f cabeza f, nose nez m nariz f, mouth bouche f boca f,
        foot pied m pie m, leg jambe f pierna f""",
    "place": """
        house maison f casa f, bedroom chambre f dormitorio m, kitchen cuisine f cocina f,
        garden jardin m jardín m, school école f escuela f, church église f iglesia f,
        shop/store magasin m tienda f, restaurant restaurant m restaurante m,
        hotel hôtel m hotel m, hospital hôpital m hospital m, city/town ville f ciudad f,
        village village m pueblo m, market marché m mercado m, museum musée m museo m,
        library bibliothèque f biblioteca f, park parc m parque m, castle château m castillo m,
        office bureau m oficina f, station/train_station gare f estación f,
        airport aéroport m aeropuerto m, bank banque f banco m, forest forêt f bosque m,
        street rue f calle f""",
    "outdoors": """
        bridge pont m puente m, beach plage f playa f, moon lune f luna f, star étoile f estrella f,
        river rivière f río m, mountain montagne f montaña f, tree arbre m árbol m,
        flower fleur f flor f, lake lac m lago m, island île f isla f, stone pierre f piedra f,
        leaf feuille f hoja f, cloud nuage m nube f, road route f carretera f""",
    "single": """
        sun soleil m sol m, sky ciel m cielo m, sea mer f mar m, rain pluie f lluvia f,
        snow neige f nieve f, wind vent m viento m, fire feu m fuego m, music musique f música f,
        love amour m amor m, life vie f vida f, world monde m mundo m, money argent m dinero m,
        heart cœur m corazón m, peace paix f paz f""",
    "time": """
        day jour m día m, night nuit f noche f, week semaine f semana f, month mois m mes m,
        year an m año m, hour heure f hora f""",
}  # fmt: skip


def _nouns() -> list[Noun]:
    nouns = []
    for kind, entries in _NOUNS.items():
        for entry in entries.split(","):
            english, french, gender, spanish, other = entry.replace("\n", " ").split()
            names = tuple(english.replace("_", " ").split("/"))
            nouns.append(Noun(names, french.replace("_", " "), gender, spanish, other, kind))
    return nouns


NOUNS = _nouns()
COUNTABLE = [n for n in NOUNS if n.kind not in {"mass", "single"}]

# English, French masculine and feminine, Spanish masculine and feminine, kind, before.
_ADJECTIVES = """
    big/large grand grande grande grande any fr
    small/little petit petite pequeño pequeña any fr
    good bon bonne bueno buena any fr+es
    bad mauvais mauvaise malo mala any fr+es
    new nouveau nouvelle nuevo nueva any fr
    old vieux vieille viejo vieja any fr
    young jeune jeune joven joven alive fr
    beautiful beau belle hermoso hermosa any fr
    pretty joli jolie bonito bonita any fr
    red rouge rouge rojo roja colour -
    blue bleu bleue azul azul colour -
    green vert verte verde verde colour -
    yellow jaune jaune amarillo amarilla colour -
    black noir noire negro negra colour -
    white blanc blanche blanco blanca colour -
    grey/gray gris grise gris gris colour -
    brown marron marron marrón marrón colour -
    pink rose rose rosa rosa colour -
    purple violet violette morado morada colour -
    orange orange orange naranja naranja colour -
    happy heureux heureuse feliz feliz alive -
    sad triste triste triste triste alive -
    tired fatigué fatiguée cansado cansada alive -
    sick/ill malade malade enfermo enferma alive -
    strong fort forte fuerte fuerte alive -
    intelligent/clever/smart intelligent intelligente inteligente inteligente alive -
    rich riche riche rico rica alive -
    poor pauvre pauvre pobre pobre alive -
    hot/warm chaud chaude caliente caliente thing -
    cold froid froide frío fría thing -
    clean propre propre limpio limpia thing -
    dirty sale sale sucio sucia thing -
    empty vide vide vacío vacía thing -
    full plein pleine lleno llena thing -
    open ouvert ouverte abierto abierta thing -
    closed fermé fermée cerrado cerrada thing -
    broken cassé cassée roto rota thing -
    expensive cher chère caro cara thing -
    fast/quick rapide rapide rápido rápida thing -
    slow lent lente lento lenta thing -
    heavy lourd lourde pesado pesada thing -
    important important importante importante importante thing -
    interesting intéressant intéressante interesante interesante thing -
"""


def _adjectives() -> list[Adjective]:
    adjectives = []
    for entry in _ADJECTIVES.strip().splitlines():
        english, *forms, kind, before = entry.split()
        french, spanish = (forms[0], forms[1]), (forms[2], forms[3])
        adjectives.append(Adjective(tuple(english.split("/")), french, spanish, kind, before))
    return adjectives


ADJECTIVES = _adjectives()
_NOT_OF_SUBSTANCES = frozenset(
    words("big small young open closed broken heavy fast slow empty full")
)
ALIVE = frozenset({"people", "family", "animal"})


def adjectives_for(noun: Noun) -> list[Adjective]:
    """Return the adjectives that can describe a noun."""
    kinds = {"any", "alive"} if noun.kind in ALIVE else {"any", "thing", "colour"}
    kinds |= {"colour"} if noun.kind == "animal" else set()
    names = _NOT_OF_SUBSTANCES if noun.kind in {"mass", "single"} else frozenset()
    return [a for a in ADJECTIVES if a.kind in kinds and a.english[0] not in names]


_VERBS = """
    eat manger comer, drink boire beber, sleep dormir dormir, work travailler trabajar,
    read lire leer, write écrire escribir, speak parler hablar, run courir correr,
    walk marcher caminar, swim nager nadar, sing chanter cantar, dance danser bailar,
    play jouer jugar, learn apprendre aprender, travel voyager viajar, cook cuisiner cocinar,
    come venir venir, pay payer pagar, study étudier estudiar, help aider ayudar,
    live vivre vivir, start commencer empezar, think penser pensar"""
_INFINITIVES = [tuple(entry.split()) for entry in _VERBS.split(",")]

_DAYS = zip(
    words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
    words("lundi mardi mercredi jeudi vendredi samedi dimanche"),
    words("lunes martes miércoles jueves viernes sábado domingo"), strict=True,
)  # fmt: skip
_MONTHS = zip(
    words("January February March April May June July August September October November December"),
    words("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
    words("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
          "diciembre"), strict=True,
)  # fmt: skip
_NUMBERS = list(zip(
    words("two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
          "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty "
          "ninety"),
    words("deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
          "dix-sept dix-huit dix-neuf vingt trente quarante cinquante soixante soixante-dix "
          "quatre-vingts quatre-vingt-dix"),
    words("dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
          "dieciséis diecisiete dieciocho diecinueve veinte treinta cuarenta cincuenta sesenta "
          "setenta ochenta noventa"), strict=True,
))  # fmt: skip
NUMBERS = {english: (french, spanish) for english, french, spanish in _NUMBERS[:9]}
"""Numbers that stand before nouns: from two to ten, in English, and in French and Spanish."""

_OTHERS = """
    zero = zéro = cero; one = un = uno; hundred/one hundred = cent = cien; thousand = mille = mil
    today = aujourd'hui = hoy; tomorrow = demain = mañana; yesterday = hier = ayer
    now = maintenant = ahora; here = ici = aquí; there = là = allí; always = toujours = siempre
    never = jamais = nunca; sometimes = parfois = a veces; often = souvent = a menudo
    very = très = muy; with = avec = con; without = sans = sin; and = et = y; or = ou = o
    but = mais = pero; because = parce que = porque; who = qui = quién; where = où = dónde
    when = quand = cuándo; why = pourquoi = por qué; how = comment = cómo; more = plus = más
    less = moins = menos; nothing = rien = nada; everything = tout = todo; also = aussi = también
    again = encore = otra vez; easy = facile = fácil; difficult/hard = difficile = difícil
    left = gauche = izquierda; right = droite = derecha; spring = printemps = primavera
    summer = été = verano; autumn/fall = automne = otoño; winter = hiver = invierno
    morning = matin = mañana; evening = soir = tarde; family = famille = familia
    breakfast = petit déjeuner = desayuno; lunch = déjeuner = almuerzo; dinner = dîner = cena
    English = anglais = inglés; French = français = francés; Spanish = espagnol = español
    France = France = Francia; Spain = Espagne = España; Germany = Allemagne = Alemania
    Italy = Italie = Italia; England = Angleterre = Inglaterra
    the United States = les États-Unis = los Estados Unidos
"""

_PHRASES = """
    hello = bonjour = hola; hi/hey = salut = hola; good morning = bonjour = buenos días
    good afternoon = bon après-midi = buenas tardes; good night = bonne nuit = buenas noches
    good evening = bonsoir = buenas noches; goodbye/bye = au revoir = adiós
    see you soon = à bientôt = hasta pronto; see you later = à plus tard = hasta luego
    see you tomorrow = à demain = hasta mañana; thank you/thanks = merci = gracias
    thank you very much/thanks a lot/many thanks/thank you so much = merci beaucoup = muchas gracias
    please = s'il vous plaît = por favor; you are welcome = de rien = de nada
    excuse me = excusez-moi = disculpe; sorry = désolé = lo siento
    I am sorry = je suis désolé = lo siento; yes = oui = sí; no = non = no
    yes, please = oui, s'il vous plaît = sí, por favor; no, thank you = non, merci = no, gracias
    maybe/perhaps = peut-être = quizás; of course = bien sûr = por supuesto
    okay/OK = d'accord = de acuerdo; no problem = pas de problème = no hay problema
    welcome = bienvenue = bienvenido; congratulations = félicitations = felicidades
    happy birthday = joyeux anniversaire = feliz cumpleaños
    merry Christmas = joyeux Noël = feliz Navidad; happy new year = bonne année = feliz año nuevo
    good luck = bonne chance = buena suerte; cheers = santé = salud; well done = bravo = bien hecho
    enjoy your meal = bon appétit = buen provecho; have a good trip = bon voyage = buen viaje
    have a nice day/have a good day = bonne journée = que tengas un buen día
    sleep well = dors bien = que duermas bien; get well soon = bon rétablissement = que te mejores
    how are you? = comment vas-tu ? = ¿cómo estás?; how is it going? = comment ça va ? = ¿qué tal?
    I am fine/I am well = je vais bien = estoy bien; and you? = et toi ? = ¿y tú?
    what is your name? = comment t'appelles-tu ? = ¿cómo te llamas?
    nice to meet you/pleased to meet you = enchanté = mucho gusto
    where are you from? = d'où viens-tu ? = ¿de dónde eres?
    where do you live? = où habites-tu ? = ¿dónde vives?
    how old are you? = quel âge as-tu ? = ¿cuántos años tienes?
    do you speak English? = parles-tu anglais ? = ¿hablas inglés?
    do you speak French? = parles-tu français ? = ¿hablas francés?
    do you speak Spanish? = parles-tu espagnol ? = ¿hablas español?
    I speak English = je parle anglais = hablo inglés
    I speak French = je parle français = hablo francés
    I speak Spanish = je parle espagnol = hablo español
    I do not speak French = je ne parle pas français = no hablo francés
    I do not speak Spanish = je ne parle pas espagnol = no hablo español
    I am learning French = j'apprends le français = estoy aprendiendo francés
    I am learning Spanish = j'apprends l'espagnol = estoy aprendiendo español
    I understand = je comprends = entiendo; I do not understand = je ne comprends pas = no entiendo
    I know = je sais = lo sé; I do not know = je ne sais pas = no lo sé
    what time is it? = quelle heure est-il ? = ¿qué hora es?
    what is this?/what is that? = qu'est-ce que c'est ? = ¿qué es esto?
    who are you? = qui es-tu ? = ¿quién eres?; where are you? = où es-tu ? = ¿dónde estás?
    how much does it cost?/how much is it? = combien ça coûte ? = ¿cuánto cuesta?
    where is the bathroom?/where is the toilet? = où sont les toilettes ? = ¿dónde está el baño?
    what are you doing? = que fais-tu ? = ¿qué haces?; what? = quoi ? = ¿qué?
    can you help me? = peux-tu m'aider ? = ¿puedes ayudarme?; help me = aide-moi = ayúdame
    I love you = je t'aime = te quiero; I miss you = tu me manques = te echo de menos
    I am lost = je suis perdu = estoy perdido; let's go = allons-y = vamos
    I am ready = je suis prêt = estoy listo; I agree = je suis d'accord = estoy de acuerdo
    I am at home = je suis à la maison = estoy en casa; me too = moi aussi = yo también
    wait = attends = espera; come here = viens ici = ven aquí; be careful = attention = cuidado
    it is cold = il fait froid = hace frío; it is hot = il fait chaud = hace calor
    it is raining = il pleut = está lloviendo; it is snowing = il neige = está nevando
    it is sunny = il y a du soleil = hace sol; it is late = il est tard = es tarde
    it is beautiful = c'est beau = es hermoso; it is easy = c'est facile = es fácil
    it is true = c'est vrai = es verdad; it is very expensive = c'est très cher = es muy caro
    it is important = c'est important = es importante; very well = très bien = muy bien
    open the door = ouvre la porte = abre la puerta
    close the door = ferme la porte = cierra la puerta
    open the window = ouvre la fenêtre = abre la ventana
    close the window = ferme la fenêtre = cierra la ventana
    I am a student = je suis étudiant = soy estudiante
    I am a teacher = je suis professeur = soy profesor
    I am a doctor = je suis médecin = soy médico; good idea = bonne idée = buena idea
    the bill, please = l'addition, s'il vous plaît = la cuenta, por favor
    I have a question = j'ai une question = tengo una pregunta
    every day = tous les jours = todos los días; my love = mon amour = mi amor
    once upon a time = il était une fois = había una vez
"""


def _rows(text: str) -> list[tuple[tuple[str, ...], str, str]]:
    rows = []
    for entry in text.strip().replace("\n", ";").split(";"):
        english, french, spanish = entry.strip().split(" = ")
        rows.append((tuple(english.split("/")), french, spanish))
    return rows


PHRASES = _rows(_PHRASES)
OTHERS = (
    _rows(_OTHERS)
    + [((english,), french, spanish) for english, french, spanish in [*_DAYS, *_MONTHS, *_NUMBERS]]
    + [((f"to {english}",), french, spanish) for english, french, spanish in _INFINITIVES]
    + [(adjective.english, adjective.french[0], adjective.spanish[0]) for adjective in ADJECTIVES]
)  # fmt: skip
