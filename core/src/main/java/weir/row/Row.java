package weir.row;

/**
 * One observation: what one page said at one moment. Implemented by records only; the record's
 * components are the table's columns, in order.
 */
public interface Row {}
