package weir.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://Shop.Example/a | shop.example |",
        "https://user@shop.example:8080/x | shop.example |",
        "//shop.example | shop.example |",
        "www.shop.example/pills | www.shop.example |",
        "http:/\\\\shop.example\\x | shop.example |",
        "http://a.example/r?url=http%3A%2F%2Fb.example%2Fx | a.example | b.example",
        "http://a.example/r?u=www.b.example/x&id=3 | a.example | www.b.example",
        "http://a.example/*http://b.example/ | a.example | b.example",
        "http://a.example/?q=http%3A%2F%2Fb.example%2F%3Fgo%3Dhttp%253A%252F%252Fc.example | a.example |"
            + " b.example c.example",
        "http://a.example/?page=index.html | a.example |",
        "http://shop%2Eexample/x | shop.example |",
        "http://a.exa\tmple/x | a.example |",
        "http://bücher.example/ | xn--bcher-kva.example |",
      })
  void a_link_names_its_host_and_the_hosts_it_leads_on_to(
      String address, String host, String further) {
    Link link = Link.of(address).orElseThrow();
    assertThat(link.host()).isEqualTo(host);
    assertThat(link.leadsTo())
        .isEqualTo(further == null ? List.of() : Arrays.asList(further.split(" ")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mailto:a@b.example",
        "/order?id=3",
        "#top",
        "javascript:void(0)",
        "http://",
        "http://localhost/",
        "http://..../",
        "data:text/html,x",
        ""
      })
  void what_names_no_host_is_no_link(String address) {
    assertThat(Link.of(address)).isEmpty();
  }

  @Test
  void a_link_within_links_without_end_stops() {
    String link = "http://a0.example/?u=";
    for (int i = 1; i < 200; i++) {
      link += "http://a" + i + ".example/?u=";
    }
    assertThat(Link.of(link).orElseThrow().leadsTo()).hasSizeLessThanOrEqualTo(8);
  }
}
