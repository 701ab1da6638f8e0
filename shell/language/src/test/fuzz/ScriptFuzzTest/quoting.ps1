'single "double" inside'
"double 'single' inside"