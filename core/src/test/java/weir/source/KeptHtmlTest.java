package weir.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptHtmlTest {

  private static Document parsed(String html) {
    Document document = Jsoup.parse(html);
    document.outputSettings().prettyPrint(false);
    return document;
  }

  private static void assertWrittenAsByJsoup(String html) {
    Document document = parsed(html);

    assertThat(KeptHtml.of(FlatPage.of(document))).as(html).isEqualTo(document.outerHtml());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<p>one<b>two</b> three",
        "<!DOCTYPE html><title>a &amp; b</title>",
        "<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN' 'http://www.w3.org/x.dtd'><p>",
        "<p title='a \"b\" < c > d & e\u00a0f'>\"x\" &lt; y &gt; 'z'\u00a0& \u20ac \ud83d\ude00",
        "<p>\ud83d alone \ude00</p>",
        "<p>\u0001\u000b\f\t\r\n</p><p title='\u0001\u007f\u0085\u00ad\ufeff\uffff'>",
        "<input disabled><input disabled=''><input disabled=DISABLED><input value=''><p hidden x>",
        "<p a<b=1 'c'=2 \"d=3 e/f=4 @click=5 :x=6 data-y=7 _z=8 9=1>",
        "<pre>\n\nline</pre><pre>line</pre><textarea>\n\n\nx & y</textarea><listing>\n\nx</listing>",
        "<style>a > b { content: '&' }</style><script>1 < 2 && 3</script><noscript><p>x</noscript>",
        "<svg viewBox='0 0 1 1'><path d=M0/><title>x<b>y</b></title></svg><math><mi>x</math>",
        "<svg><style>a<b>c</style><![CDATA[x & y]]></svg>",
        "<my-tag/><o:p>x</o:p><x_y>z</x_y><a$b>c</a$b><p/>",
        "<br><hr/><img src=x><wbr><col><p>x<br/>y",
        "<template><p>x</template><select><option>a<option selected>b</select>",
        "<table><td>1<tr><td>2</table><frameset>",
        "<?php echo 1 ?><!-- c --><p><!-- d --></p>",
        "<xmp><b>x</b></xmp><plaintext><p>x</p>",
        "<image src=x><keygen><command><p></body></html><!-- after --> tail"
      })
  void a_page_is_written_letter_for_letter_as_jsoup_writes_it(String html) {
    assertWrittenAsByJsoup(html);
  }

  @Test
  void pages_made_of_random_pieces_are_written_as_by_jsoup() {
    String[] pieces = {
      "<p>",
      "</p>",
      "<b class='x y'>",
      "</b>",
      "<pre>",
      "\n",
      "</pre>",
      "&amp;",
      "&nbsp;",
      "<",
      ">",
      "\"",
      "<td>",
      "<table>",
      "<tr>",
      "</table>",
      "<svg>",
      "</svg>",
      "<br>",
      "<a href='?a&b'>",
      "</a>",
      "<math>",
      "<title>",
      "</title>",
      "<style>",
      "</style>",
      "<textarea>",
      "</textarea>",
      "word ",
      "\u00e9",
      "\u4e2d",
      "\ud83d\ude00",
      "<x:y z:w=1>",
      "<form>",
      "<select>",
      "<option>",
      "<p =x>",
      "<i ''>",
      "<template>",
      "</template>",
      "<!-- c -->",
      "<foreignObject>",
      "<desc>"
    };
    Random random = new Random(7);
    for (int page = 0; page < 3_000; page++) {
      StringBuilder html = new StringBuilder();
      for (int i = random.nextInt(30); i >= 0; i--) {
        html.append(pieces[random.nextInt(pieces.length)]);
      }
      assertWrittenAsByJsoup(html.toString());
    }
  }

  @Test
  void a_hundred_thousand_nested_tags_are_written() {
    assertThat(KeptHtml.of(FlatPage.of(parsed("<div>".repeat(100_000))))).contains("</div></div>");
  }
}
