package weir.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelectorSetTest {

  private static final Document PAGE =
      Jsoup.parse(
          """
          <div id=top class="Wide box"><h1>Tea</h1><p>one</p><p class=x>two <b>bold</b></p></div>
          <div class="box narrow"><p data-kind="a,b">three</p><a href="/x?y=1&z=(2)">link</a></div>
          <table><tr><td>1<td class=n>2<tr><td>3<td>4</table>
          <ul><li>a<li class=on>b<li>c</ul><input type=password name="p[1]">
          """);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p",
        "P",
        "*",
        ".box",
        ".BOX",
        ".wide",
        "#top",
        "#top p",
        "div.box.narrow",
        "div > p",
        "h1 + p",
        "h1 ~ p",
        "p:has(> b)",
        "p:not(.x)",
        "div:not(#top) p",
        "td:nth-child(2)",
        "td.n, .on, #top",
        "[data-kind]",
        "[data-kind='a,b']",
        "a[href*='(2)']",
        "a[href^=/x?y]",
        "li:containsOwn(b)",
        "li:matchesOwn(^(a|c)$)",
        "ul > li:first-child, ul > li:last-child",
        "tr td",
        "body div b",
        "input[type=password]",
        "input[name='p[1]']",
        ":root",
        "div:has(a) > p",
        "p:contains(two bold)",
        "h1, h1",
        ".box > .x",
        ".box  >.x b",
        "[DATA-KIND]",
        "[class!=box]",
        "[^data-]",
        "[name^=p] , [href]",
        "[href]:not(.x)",
        "[class=x] b",
        "[type~=pass]",
        "body>div p>b",
        "div .x",
        "div > b",
        "table td.n",
        "body * b",
        "div#top.box",
        "html > body > div.box > p",
        ".x[class]",
        "ul li:nth-child(2)",
        "#top #top",
        ".missing p",
        "p p",
        "table tr:nth-child(2) > td",
        "li:nth-child(3)",
        "li:nth-child(2n+1)",
        "html:first-child",
        "head:first-child, body:last-child",
        "td:not(:first-child)",
        "td:not([class])",
        "li:not(:nth-child(2)):last-child",
        "*:not([href])",
        "p:not([class=x][id])",
        "[id=TOP]",
        "[id^=T], [id$=P], [id*=O]",
        "[class*=BOX]",
        "div[class$=narrow].box > p:first-child",
        "input[type=pass]",
        "input[name$=']']",
        "a[href*=y%31]",
        "[class=]",
        "[href=#]",
        ":first-child",
        ".box :last-child",
        "h1+p",
        "h1 + p + p b",
        "h1 ~ p.x > b",
        "td:contains(1) + td",
        "TD:contains(one), td + td",
        "div:contains(LINK) > p",
        "div:contains( two ) p",
        "li:contains(b) ~ li",
        "tr:has(td.n) td",
        "tr:has(.n)",
        "div:has(#top)",
        "div:has(p, a)",
        "div:has(> h1) p",
        "tr:not(:has(.n)) > td",
        "p:not(p.x)",
        "div:not(.wide) > p + a",
        "p ~ p, li + li.on ~ li",
        "body > div ~ table td + td",
        "+ p",
        "div:has(b) + div",
        "li:containsOwn(B)"
      })
  void one_walk_finds_what_each_selector_finds_alone(String css) {
    SelectorSet set = new SelectorSet();
    set.add("unrelated");
    int number = set.add(css);
    List<Element> found = new ArrayList<>();
    FlatPage page = FlatPage.of(PAGE);
    set.search(
        page,
        (selector, at) -> {
          Element element = page.element(at);
          if (selector == number && (found.isEmpty() || !found.getLast().equals(element))) {
            found.add(element);
          }
        });

    assertThat(found.stream().filter(e -> !(e instanceof Document)).toList())
        .isEqualTo(PAGE.select(css).stream().filter(e -> !(e instanceof Document)).toList());
  }

  @Test
  void the_same_selector_has_one_number() {
    SelectorSet set = new SelectorSet();

    assertThat(set.add("p")).isEqualTo(set.add("p")).isEqualTo(set.number("p"));
    assertThat(set.size()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "p[", "p:nth-child(", "p:no-such(x)", ">", "a,,b", ":matches(()"})
  void a_selector_that_cannot_be_read_is_named_as_such(String css) {
    assertThat(SelectorSet.problemWith(css)).isNotNull();
  }
}
