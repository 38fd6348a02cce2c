@org.jspecify.annotations.NullMarked
package weir.barrier.network;
