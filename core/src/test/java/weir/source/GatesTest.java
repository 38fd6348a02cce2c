package weir.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatesTest {

  private static String kind(String html) {
    Document page = Jsoup.parse(html);
    return Gates.of(
            page,
            page.text(),
            !page.select("input[type=password]").isEmpty(),
            !page.select("[src*=captcha], [name*=captcha], [id*=captcha]").isEmpty())
        .word();
  }

  /** A made-up page of each kind in each language: the words stand in a sentence of their own. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          captcha | <p>Before you go on: enter the characters in the picture. <input name=a>
          captcha | <h1>Bitte geben Sie die Zeichen ein, die Sie sehen</h1>
          captcha | <p>Saisissez les caractères de l’image pour continuer
          captcha | <p>Introduzca los caracteres de la imagen
          captcha | <p>Inserisci i caratteri che vedi
          captcha | <p>Digite os caracteres da imagem
          captcha | <p>Voer de tekens in die u ziet
          captcha | <p>Przepisz znaki z obrazka
          captcha | <p>Введите символы с картинки
          captcha | <p>Введіть символи із зображення
          guard   | <title>Just a moment...</title><p>Please stand by
          guard   | <p>Checking your browser before you reach us. Protection against floods of requests.
          guard   | <p>Ihr Browser wird überprüft. Das dauert nur wenige Sekunden.
          guard   | <p>Vérification de votre navigateur en cours
          guard   | <p>Comprobando su navegador antes de entrar
          guard   | <p>Controllo del browser in corso
          guard   | <p>Verificando seu navegador
          guard   | <p>Uw browser wordt gecontroleerd
          guard   | <p>Trwa sprawdzanie przeglądarki
          guard   | <p>Идёт проверка браузера, защита от DDoS
          guard   | <p>Триває перевірка браузера
          queue   | <p>You are in the queue. Your place in line: 42. Do not reload.
          queue   | <p>Sie befinden sich in der Warteschlange
          queue   | <p>Vous êtes dans la file d’attente
          queue   | <p>Está en la cola de espera
          queue   | <p>Sei in coda, attendi
          queue   | <p>Você está na fila
          queue   | <p>U staat in de wachtrij
          queue   | <p>Jesteś w kolejce
          queue   | <p>Вы в очереди: 12
          queue   | <p>Ви в черзі
          login   | <title>Tea house :: Login</title><form><input name=user><input type=password></form>
          login   | <p>You must be logged in to see this board.
          login   | <h2>Anmelden</h2><form><input type=password></form>
          login   | <h1>Connexion</h1><form><input type=password></form>
          login   | <h1>Iniciar sesión</h1>
          login   | <h1>Accedi</h1>
          login   | <h1>Iniciar sessão</h1>
          login   | <h1>Inloggen</h1>
          login   | <h1>Zaloguj się</h1>
          login   | <h1>Вход</h1>
          login   | <h1>Вхід</h1>
          error   | <title>502 Bad Gateway</title><center>nginx
          error   | <h1>Page not found</h1>
          error   | <p>We are down for maintenance and will be back soon.
          error   | <h1>Seite nicht gefunden</h1>
          error   | <h1>Page introuvable</h1>
          error   | <h1>Página no encontrada</h1>
          error   | <h1>Pagina non trovata</h1>
          error   | <h1>Página não encontrada</h1>
          error   | <h1>Pagina niet gevonden</h1>
          error   | <h1>Nie znaleziono strony</h1>
          error   | <h1>Страница не найдена</h1>
          error   | <h1>Сторінку не знайдено</h1>
          closed  | <p>The market is closed. Thank you for seven years.
          closed  | <h1>This hidden site has been seized</h1>
          closed  | <p>Der Laden ist geschlossen
          closed  | <p>La boutique est fermée
          closed  | <p>La tienda está cerrada
          closed  | <p>Il negozio è chiuso
          closed  | <p>A loja está fechada
          closed  | <p>De winkel is gesloten
          closed  | <p>Sklep został zamknięty
          closed  | <p>Наш магазин закрыт
          closed  | <p>Наш магазин зачинено
          empty   | <p>Your search: blue cup. No results found.
          empty   | <p>Keine Ergebnisse für Ihre Suche
          empty   | <p>Aucun résultat
          empty   | <p>No se encontraron productos
          empty   | <p>Nessun risultato
          empty   | <p>Nenhum resultado
          empty   | <p>Geen resultaten
          empty   | <p>Brak wyników
          empty   | <p>Ничего не найдено
          empty   | <p>Нічого не знайдено
          """)
  void pages_that_stand_before_the_content_are_known_in_ten_languages(String kind, String html) {
    assertThat(kind(html)).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<title>Tea house</title><h1>Green tea, 100 g</h1><p>From the hills. 12 in stock.",
        "<h1>How our shop is run</h1><p>It is never enclosed, and nothing is foreclosed.",
        "<h1>The captain's tea</h1><p>Ships from NL",
        "",
      })
  void a_page_of_content_is_no_gate(String html) {
    assertThat(kind(html)).isEqualTo("unrecognised");
  }

  @Test
  void a_long_page_is_no_gate_for_a_word_in_its_text_or_a_form_in_its_corner() {
    String text = "People talk of how a captcha works, and of a queue. ".repeat(60);
    assertThat(kind("<h1>A talk</h1><form><input type=password></form><p>" + text))
        .isEqualTo("unrecognised");
  }

  @Test
  void a_list_without_records_is_empty_when_it_says_so_and_no_longer_fits_when_not() {
    String profile =
        """
        source: tea
        kind: darknet-market
        reads: html
        pages:
          - kind: listings
            when: {select: '.results'}
            total_stated: {select: .total, match: '(\\d+)'}
            records:
              - table: listing
                each: .card
                fields:
                  listing_id: {select: a, attribute: href}
                  title: a
        """;
    assertThat(Made.read(profile, "<div class=results>Nothing found.</div>").capture().pageKind())
        .isEqualTo("empty");
    assertThat(
            Made.read(profile, "<div class=results><b class=total>0 items</b></div>")
                .capture()
                .pageKind())
        .isEqualTo("empty");
    Reading redesigned =
        Made.read(
            profile,
            "<div class=results><b class=total>57 items</b><div class=tile><a href=1>Tea</a></div></div>");
    assertThat(redesigned.capture().pageKind()).isEqualTo("unfit");
    assertThat(redesigned.capture().totalStated()).isEqualTo(57);
    assertThat(redesigned.rows()).isEmpty();
    assertThat(redesigned.refusals())
        .singleElement()
        .satisfies(refusal -> {
          assertThat(refusal.cause()).isEqualTo("page-no-longer-fits");
          assertThat(refusal.reason())
              .isEqualTo(
                  "listing.listing_id, listing.title is not where the profile 'tea' says, on a page of kind: 'listings'");
        });
  }

  @Test
  void a_record_that_lost_what_it_must_show_is_not_counted_as_seen() {
    String profile =
        """
        source: tea
        kind: darknet-market
        reads: html
        pages:
          - kind: listing
            when: {select: '.offer'}
            records:
              - table: listing
                %s
                fields:
                  listing_id: {select: .offer, attribute: id}
                  title: .name
                  price: {select: .price, currency: EUR}
        """;
    String page = "<div class=offer id=7><h1>Green tea</h1><b class=price>12</b></div>";
    Reading unfit = Made.read(profile.formatted(""), page);
    assertThat(unfit.capture().pageKind()).isEqualTo("unfit");
    assertThat(unfit.rows()).isEmpty();

    assertThat(Made.read(profile.formatted("expect: [price]"), page).capture().pageKind())
        .isEqualTo("listing");
    assertThat(Made.faults(profile.formatted("expect: [colour]")).getFirst())
        .contains("'colour' is no field of this record.");
  }

  /** Every saved page of the published collections shows content, or says itself what it is. */
  @Test
  void no_published_page_of_content_is_taken_for_a_gate() throws IOException {
    String data = System.getenv("WEIR_DATA");
    assumeTrue(data != null, "WEIR_DATA names no folder of published pages");
    List<Path> pages = new java.util.ArrayList<>();
    for (String name : List.of("market-pages", "anita-markets/html")) {
      Path folder = Path.of(String.valueOf(data), name);
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.walk(folder)) {
          files.filter(file -> file.toString().endsWith(".html")).forEach(pages::add);
        }
      }
    }
    assumeTrue(!pages.isEmpty(), "No published page is at hand");
    for (Path page : pages) {
      assertThat(kind(Files.readString(page, StandardCharsets.ISO_8859_1)))
          .describedAs("page %d of them", pages.indexOf(page))
          .isIn("unrecognised", "empty");
    }
  }
}
