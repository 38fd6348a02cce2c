package weir.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import weir.watch.Alert;
import weir.watch.StandingQuery;
import weir.watch.Watch;

/** Alerts as an Atom feed (RFC 4287), the newest hundred. */
final class AlertFeed {

  private static final int MOST = 100;

  private AlertFeed() {}

  /**
   * The feed.
   *
   * @param base the server's address as the reader knows it, such as {@code http://localhost:8420}
   */
  static byte[] of(Market market, String base) {
    Watch watch = Watch.in(market.home(), Clock.systemUTC());
    market.look(watch);
    try {
      List<Alert> alerts = watch.alerts();
      return write(alerts.subList(0, Math.min(MOST, alerts.size())), watch.queries(), base);
    } catch (IOException e) {
      throw new UncheckedIOException("The alerts of this home cannot be read", e);
    }
  }

  /** The same alerts give the same bytes, so that a reader can tell that nothing is new. */
  static byte[] write(List<Alert> alerts, List<StandingQuery> queries, String base) {
    Instant updated =
        Optional.ofNullable(alerts.isEmpty() ? null : alerts.getFirst().at())
            .or(() -> queries.stream().map(StandingQuery::since).max(Instant::compareTo))
            .orElse(Instant.EPOCH);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      XMLStreamWriter xml =
          XMLOutputFactory.newFactory().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
      xml.writeStartDocument("utf-8", "1.0");
      xml.writeStartElement("feed");
      xml.writeDefaultNamespace("http://www.w3.org/2005/Atom");
      element(
          xml,
          "id",
          "urn:uuid:"
              + UUID.nameUUIDFromBytes(("weir alerts " + base).getBytes(StandardCharsets.UTF_8)));
      element(xml, "title", "Weir: alerts");
      element(xml, "updated", time(updated));
      author(xml);
      link(xml, "self", base + "/alerts.atom");
      link(xml, "alternate", base + "/alerts");
      for (Alert alert : alerts) {
        xml.writeStartElement("entry");
        element(xml, "id", "urn:uuid:" + alert.id());
        element(xml, "title", alert.title());
        element(xml, "updated", time(alert.at()));
        link(xml, "alternate", base + Places.alert(alert.id()));
        element(
            xml,
            "summary",
            alert.words() + " Sold as, not identified as: what it is only a laboratory can tell.");
        xml.writeEndElement();
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("A feed in memory cannot be written", e);
    }
    return out.toByteArray();
  }

  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static void author(XMLStreamWriter xml) throws XMLStreamException {
    xml.writeStartElement("author");
    element(xml, "name", "Weir");
    xml.writeEndElement();
  }

  private static void link(XMLStreamWriter xml, String how, String to) throws XMLStreamException {
    xml.writeEmptyElement("link");
    xml.writeAttribute("rel", how);
    xml.writeAttribute("href", to);
  }

  private static void element(XMLStreamWriter xml, String name, String text)
      throws XMLStreamException {
    xml.writeStartElement(name);
    // What XML cannot hold at all; titles of queries are what somebody typed.
    xml.writeCharacters(
        text.replaceAll(
            "[^\\x{9}\\x{A}\\x{D}\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]", ""));
    xml.writeEndElement();
  }
}
