package weir.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainHtmlTest {

  private final PlainHtml plain = new PlainHtml();

  /** All that a flat page says of its nodes, a line for each. */
  private static String told(FlatPage page) {
    StringBuilder told = new StringBuilder();
    for (int i = 0; i < page.size(); i++) {
      told.append("%d in %d to %d: ".formatted(i, page.parent(i), page.end(i)));
      if (page.isElement(i)) {
        told.append("<%s> %d/%d".formatted(page.tag(i).name(), page.place(i), page.family(i)));
        for (int j = page.attributesStart(i); j < page.attributesEnd(i); j++) {
          String value = page.hasDeclaredValue(j) ? "=" + page.value(j) : "";
          told.append(" [").append(page.name(j)).append(value).append(']');
        }
      } else if (page.isText(i) || page.isData(i)) {
        told.append(page.isText(i) ? "words " : "data ").append(page.words(i));
      } else {
        told.append(page.outerHtml(i));
      }
      told.append('\n');
    }
    return told.toString();
  }

  /** Compares with jsoup; false when the page was left to it. */
  private boolean readsAsJsoup(byte[] body) {
    FlatPage page = plain.read(body);
    if (page == null) {
      return false;
    }
    String html = new String(body, StandardCharsets.UTF_8);
    Document document = Parser.htmlParser().parseInput(html, "");
    document.outputSettings().prettyPrint(false);
    FlatPage expected = FlatPage.cleaned(document, 64);
    assertThat(told(page)).as(html).isEqualTo(told(expected));
    assertThat(KeptHtml.of(page)).as("kept of %s", html).isEqualTo(document.outerHtml());
    for (int i = 0; i < page.size(); i++) {
      if (page.isElement(i)) {
        assertThat(page.text(i)).as(html).isEqualTo(expected.element(i).text());
        assertThat(page.ownText(i)).as(html).isEqualTo(expected.element(i).ownText());
      }
    }
    Document made = page.document();
    made.outputSettings().prettyPrint(false);
    assertThat(made.outerHtml()).as("tree of %s", html).isEqualTo(document.outerHtml());
    return true;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "words",
        "<p>one<b>two</b> three",
        "<!DOCTYPE html>\n<html lang=en>\n<head>\n<title>a &amp; b</title>\n</head>\n<body>x</body>\n</html>\n",
        "<!doctype HTML PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" \"http://www.w3.org/x.dtd\"><p>x",
        "<ul><li>one<li>two<ul><li>three</ul></ul><p>a<p>b<div>c</div>",
        "<table><tr><td>1<td>2<tr><th>3</table><table><caption>c</caption><col><tbody><td>4</table>",
        "<td><b>left open</td>",
        "<table><tr><td><b>ends with its cell<td>not bold</table>",
        "<p title='a \"b\" > c &amp; d' id=\"x&quot;y\" CLASS=\"U v\">&lt;&nbsp;&euro;&#39;&eacute</p>",
        "<input disabled><input disabled=\"\"><input disabled=\"disabled\"><input value=\"\">",
        "<pre>\n\nline</pre><textarea>\nx &lt; y</textarea><pre>\r\nx</pre>",
        "<script>if (a < b) { '</p>' }</script><style>a > b { }</style><noscript><p>x</noscript>y",
        "<script><!-- x --></script><!-- comment -- with > signs --><iframe src=x><p></iframe>z",
        "<a href=/x?a=1&b=2>link</a><br/><img src=x alt=y><hr>",
        "<select><optgroup><option>a<option selected>b</select><form><p><button>x</button></form>",
        "<dl><dt>a<dd>b<dt>c</dl><h1>x<h2>y</h2></p>",
        "<form><div></form>", // left to jsoup
        "<foo-bar x:y=1><b>z</b></foo-bar>",
        "AT&T < 3 and 1 <2 & more",
        "\u041f\u0440\u0438\u0432\u0435\u0442 <b title=\"\u20ac\">\u00a0</b> \ud83d\ude00"
      })
  void pages_are_read_as_by_jsoup(String html) {
    boolean _ = readsAsJsoup(html.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p><b>bold</p>goes on",
        "<b><p>bold</b> ends in a block</p>",
        "<table>words<tr><td>x</table>",
        "<svg><path/></svg>",
        "<div/>",
        "<a>a<a>b</a>",
        "</body>words</body><p>more",
        "<template><p>x</template>",
        "<frameset><frame></frameset>",
        "<p a<b=1>",
        "<script><!-- <script> </script>",
        "<title>never ends",
        "nul \0",
        "<?php ?>",
        "<o:p>x</o:p>"
      })
  void what_the_rules_for_plain_pages_do_not_cover_is_left_to_jsoup(String html) {
    assertThat(plain.read(html.getBytes(StandardCharsets.UTF_8))).isNull();
  }

  @Test
  void references_stand_for_what_jsoup_takes_them_for() {
    List<String> references = new ArrayList<>();
    for (int number = 0; number < 0x300; number++) {
      references.add("#" + number);
      references.add("#x" + Integer.toHexString(number));
    }
    for (int number : new int[] {0xD7FF, 0xD800, 0xDFFF, 0xE000, 0xFFFD, 0xFFFE, 0xFFFF, 0x1F600}) {
      references.add("#" + number);
      references.add("#X" + Integer.toHexString(number).toUpperCase(Locale.ROOT));
    }
    references.addAll(
        List.of(
            "",
            "#",
            "#x",
            "#99999999",
            "#000000233",
            "#-5",
            "#1e3",
            "#\u0663",
            "# 65",
            "amp",
            "AMP",
            "Euro",
            "euro",
            "notit",
            "NotEqualTilde",
            "fjlig",
            "there4",
            "frac12",
            "hearts",
            "CounterClockwiseContourIntegral"));
    for (String reference : references) {
      String html =
          "<p title=\"a&" + reference + ";b\">c&" + reference + ";d &" + reference + " e</p>";
      assertThat(readsAsJsoup(html.getBytes(StandardCharsets.UTF_8))).as(reference).isTrue();
    }
  }

  private static final String[] PIECES =
      ("<p>|</p>|<b class='x y'>|<b>|</b>|<i>|</i>|<pre>|\n|</pre>|&amp;|&nbsp;|&lt;|&#39;|&eacute"
              + "|&euro;|&#9733;|&#x20ac;|&#150;|&hearts;|&nosuch;|&#x;|<b title='&copy;&#xe9;'>|<|>|\"|<td>|</td>|<th>|</th>|<table>|<tr>|</tr>|<tbody>|</tbody>|<thead>|</thead>"
              + "|</table>|<caption>|</caption>|<col>|<colgroup>|</colgroup>|<br>|<br/>"
              + "|<a href='?a&b'>|<a href=\"x\">|</a>|<title>t</title>|<style>a>b</style>"
              + "|<textarea>\nx</textarea>|word |\u00e9|\u4e2d|\u00a0|<form>|</form>|<select>"
              + "|</select>|<option>|</option>|<optgroup>|</optgroup>|<input disabled>"
              + "|<input type=hidden>|<!-- c -->|<div>|</div>|<div>|</div>|<span>|</span>|<ul>|</ul>"
              + "|<ol>|<li>|</li>|<dl>|<dt>|<dd>|</dd>|</dl>|<h1>|</h1>|<h2>|</h2>|<button>|</button>"
              + "|<label>|</label>|<html>|<head>|</head>|<body>|</body>|</html>|<!doctype html>"
              + "|<script>x<y</script>|<noscript><img src=a></noscript>|<iframe>x</iframe>"
              + "|<meta charset=\"utf-8\">|<link rel=x>|<base href=x>|<hr>|<img src=\"a\" alt=\"b > c\">"
              + "|<p a=\"1\" a=\"2\" B=\"3\">|<foo-bar>|</foo-bar>|<center>|</center>|<font color=red>"
              + "|</font>|<small>|</small>| |  |\t|\r\n|<section>|</section>|<embed>|<blockquote>"
              + "|</blockquote>|<strong>|</strong>|<video>|</video>|<dialog>|</dialog>|<P CLASS=\"A\" >"
              + "|</P >|<x/>|<svg>|<td nowrap>|</ul>|<a>|<img>")
          .split("\\|", -1);

  private static final String VOID = "<(br|hr|img|input|col|meta|link|base|embed)[ >/].*";

  /** A page of random pieces; a tidy one ends what it begins. */
  private static String page(Random random, boolean tidy) {
    StringBuilder html = new StringBuilder();
    if (random.nextBoolean()) {
      html.append("<!doctype html><html><head></head><body>");
    }
    Deque<String> open = new ArrayDeque<>();
    for (int i = random.nextInt(random.nextInt(4) == 0 ? 40 : 12); i >= 0; i--) {
      if (tidy && !open.isEmpty() && random.nextInt(3) == 0) {
        html.append("</").append(open.pop()).append('>');
        continue;
      }
      String piece = PIECES[random.nextInt(PIECES.length)];
      if (tidy && piece.startsWith("</")) {
        continue;
      }
      html.append(piece);
      if (tidy && piece.matches("<[a-z0-9-]+[ >][^/]*") && !piece.matches(VOID)) {
        open.push(piece.replaceAll("[<>]| .*", ""));
      }
    }
    while (!open.isEmpty()) {
      html.append("</").append(open.pop()).append('>');
    }
    return html.toString();
  }

  @Test
  void pages_made_of_random_pieces_are_read_as_by_jsoup() {
    Random random = new Random(11);
    int read = 0;
    for (int page = 0; page < 6_000; page++) {
      String html = page(random, page % 2 == 0);
      read += readsAsJsoup(html.getBytes(StandardCharsets.UTF_8)) ? 1 : 0;
    }
    assertThat(read).isGreaterThan(2_000);
  }

  @Test
  void pages_with_random_bytes_in_them_are_read_as_by_jsoup() {
    Random random = new Random(12);
    byte[] signs = "<>/=\"' &;-!?aApP\n\t\u00c2\u00a0\u00ff".getBytes(StandardCharsets.ISO_8859_1);
    int read = 0;
    for (int page = 0; page < 4_000; page++) {
      byte[] body = page(random, true).getBytes(StandardCharsets.UTF_8);
      for (int i = random.nextInt(3); i >= 0 && body.length > 0; i--) {
        body[random.nextInt(body.length)] = signs[random.nextInt(signs.length)];
      }
      read += readsAsJsoup(body) ? 1 : 0;
    }
    assertThat(read).isGreaterThan(500);
  }

  @Test
  void names_that_pages_make_up_do_not_fill_the_memory_or_mix_up_tags() {
    for (int page = 0; page < 40; page++) {
      StringBuilder html = new StringBuilder();
      for (int i = 0; i < 500; i++) {
        int name = page * 500 + i;
        html.append("<x%d data-%d=\"1\" class=\"c%d\">y</X%d>".formatted(name, name, name, name));
      }
      assertThat(readsAsJsoup(html.toString().getBytes(StandardCharsets.UTF_8))).isTrue();
    }
  }

  @Test
  void pages_nested_too_deep_are_left_to_jsoup() {
    assertThat(plain.read("<div>".repeat(100_000).getBytes(StandardCharsets.UTF_8))).isNull();
  }

  @Test
  void a_page_that_is_not_plain_leaves_nothing_behind_for_the_next() {
    assertThat(plain.read("<p><b>x</p><a>y".getBytes(StandardCharsets.UTF_8))).isNull();
    assertThat(readsAsJsoup("<p>x<b>y</b></p>".getBytes(StandardCharsets.UTF_8))).isTrue();
  }

  @Test
  void published_pages_are_read_as_by_jsoup() throws IOException {
    String data = System.getenv("WEIR_DATA");
    assumeTrue(data != null, "WEIR_DATA names no folder of published pages");
    List<Path> files;
    try (Stream<Path> all = Files.walk(Path.of(data))) {
      files = all.filter(file -> file.toString().endsWith(".html")).toList();
    }
    assumeTrue(!files.isEmpty(), "WEIR_DATA holds no saved pages");
    int read = 0;
    for (Path file : files) {
      read += readsAsJsoup(Files.readAllBytes(file)) ? 1 : 0;
    }
    assertThat(read).isGreaterThan(files.size() / 2);
  }
}
