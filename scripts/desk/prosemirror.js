// The parts of ProseMirror that the page of a text uses, as one module.
export { DOMParser, DOMSerializer, Fragment, Node, Schema, Slice } from "prosemirror-model"
export { EditorState, NodeSelection, Plugin, PluginKey, Selection, TextSelection } from "prosemirror-state"
export { Decoration, DecorationSet, EditorView } from "prosemirror-view"
export { closeHistory, history, redo, redoDepth, undo, undoDepth } from "prosemirror-history"
export { keymap } from "prosemirror-keymap"
export { baseKeymap, chainCommands, deleteSelection, selectAll, toggleMark } from "prosemirror-commands"
export { ReplaceStep } from "prosemirror-transform"
