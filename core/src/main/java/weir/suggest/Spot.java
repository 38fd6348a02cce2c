package weir.suggest;

import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * A place on a page that may hold a field's value.
 *
 * @param text as a selector or a label would take it
 * @param path tags and classes from the page's root, without numbers: equal for like places
 * @param order among the spots of its page
 * @param label the label that it stands beside, as labels are compared; null when it is a place by
 *     itself
 */
record Spot(Element element, String text, String path, int order, @Nullable String label) {}
