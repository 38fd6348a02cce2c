// Lets a mouse drag an element to another step of its row, and Alt with an arrow move it: both fill in and send the
// form that stands on the page, so that without this script nothing is lost but the shortcut.
"use strict";
(() => {
  const form = document.getElementById("move");
  const board = document.getElementById("board");
  if (!form || !board) return;
  let dragged = null;

  const send = (id, from, to) => {
    form.elements.id.value = id;
    form.elements.from.value = from;
    form.elements.to.value = to;
    form.submit();
  };
  const cellOf = (node) => node.closest("td[data-step-id]");

  document.addEventListener("dragstart", (event) => {
    const item = event.target.closest ? event.target.closest("li[data-element]") : null;
    if (!item) return;
    const cell = cellOf(item);
    dragged = {
      id: item.dataset.element,
      from: cell ? cell.dataset.stepId : "",
      block: cell ? cell.dataset.block : null,
    };
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", item.dataset.element);
  });
  document.addEventListener("dragend", () => {
    dragged = null;
    board.querySelectorAll(".over").forEach((cell) => cell.classList.remove("over"));
  });
  board.addEventListener("dragover", (event) => {
    const cell = cellOf(event.target);
    if (!dragged || !cell || (dragged.block && cell.dataset.block !== dragged.block)) return;
    event.preventDefault();
    cell.classList.add("over");
  });
  board.addEventListener("dragleave", (event) => {
    const cell = cellOf(event.target);
    if (cell && !cell.contains(event.relatedTarget)) cell.classList.remove("over");
  });
  board.addEventListener("drop", (event) => {
    const cell = cellOf(event.target);
    if (!dragged || !cell) return;
    event.preventDefault();
    const { id, from } = dragged;
    dragged = null;
    if (cell.dataset.stepId !== from) send(id, from, cell.dataset.stepId);
  });
  board.addEventListener("keydown", (event) => {
    if (!event.altKey || (event.key !== "ArrowLeft" && event.key !== "ArrowRight")) return;
    const item = event.target.closest("li[data-element]");
    const cell = item ? cellOf(item) : null;
    if (!cell) return;
    const next = event.key === "ArrowLeft" ? cell.previousElementSibling : cell.nextElementSibling;
    if (!next || !next.dataset.stepId) return;
    event.preventDefault();
    send(item.dataset.element, cell.dataset.stepId, next.dataset.stepId);
  });
  // A reader who opened a drawer goes on in it.
  if (location.hash === "#drawer") {
    const drawer = document.getElementById("drawer");
    if (drawer) drawer.focus();
  }
})();
